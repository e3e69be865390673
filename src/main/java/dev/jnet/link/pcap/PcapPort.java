package dev.jnet.link.pcap;

import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.InterfaceTrouble;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.link.Poller;

/** One handle of libpcap on an interface: it captures without waiting, and injects. */
final class PcapPort implements AutoCloseable {
  /** What the kernel adds to each slot of the ring: its own header, address, alignment. */
  private static final int SLOT_OVERHEAD = 96;

  /** Stands for bytes that are not UTF-8. */
  private static final char UNREADABLE = '\ufffd';

  private static final int LARGEST_BUFFER = 32 << 20;

  /** How long a block may wait to be full; in immediate mode it is not used, but wanted. */
  private static final int TIMEOUT_MS = 1;

  /** How long a full queue may hold up a frame. In ns. */
  private static final long SEND_PATIENCE = 100_000_000L;

  private final String name;
  private final Pcap pcap;
  private final LinkType type;
  private final int descriptor;
  private int dropped;
  private boolean open = true;
  private Thread closing;

  private PcapPort(String name, Pcap pcap) throws LinkException, PcapException {
    this.name = name;
    this.pcap = pcap;
    this.type = typeOf(name, pcap.linkType());
    this.descriptor = pcap.descriptor();
  }

  /** Opens an interface for the frames that go a way and pass the capture's filter. */
  static PcapPort open(String name, Capture capture, Pcap.Direction way) throws LinkException {
    Pcap pcap = activated(name, capture);
    try {
      pcap.setNonBlocking();
      PcapPort port = new PcapPort(name, pcap);
      port.filter(way, capture.filter());
      return port;
    } catch (PcapException e) {
      pcap.close();
      throw InterfaceTrouble.broken(name, e);
    } catch (LinkException | LinkageError e) {
      pcap.close();
      throw e;
    }
  }

  private static Pcap activated(String name, Capture capture) throws LinkException {
    Pcap pcap = null;
    try {
      pcap = Pcap.create(name);
      pcap.setSnapLength(capture.snapLength());
      pcap.setTimeout(TIMEOUT_MS);
      pcap.setImmediate(!capture.bulk());
      pcap.setBufferSize(bufferSize(capture));
      pcap.setNanosecondStamps();
      pcap.activate();
      return pcap;
    } catch (PcapException e) {
      if (pcap != null) {
        pcap.close();
      }
      throw notOpened(name, e);
    }
  }

  private static LinkException notOpened(String name, PcapException cause) {
    if (name.indexOf(UNREADABLE) >= 0) {
      return new LinkException(
          "interface " + name + " cannot be opened: its name is not UTF-8; give it another", cause);
    }
    // Without permission an unknown interface gives the same status as one that is there.
    if (cause.status() == Pcap.NO_SUCH_DEVICE || Libc.ifNameToIndex(name) == 0) {
      return new LinkException("there is no interface " + name + "; see: jnet interfaces", cause);
    }
    return switch (cause.status()) {
      case Pcap.PERMISSION_DENIED -> InterfaceTrouble.noPermission(name, cause);
      case Pcap.INTERFACE_NOT_UP -> InterfaceTrouble.isDown(name, cause);
      default -> new LinkException("cannot open " + name + ": " + cause.getMessage(), cause);
    };
  }

  private static LinkType typeOf(String name, int dlt) throws LinkException {
    if (dlt == Pcap.DLT_EN10MB) {
      return LinkType.ETHERNET;
    }
    if (dlt == Pcap.DLT_RAW || dlt == LinkType.RAW_IP.captureNumber()) {
      return LinkType.RAW_IP;
    }
    throw new LinkException(
        "interface "
            + name
            + " is neither Ethernet nor bare IP (libpcap's link type "
            + dlt
            + "): frames cannot be sent on it as they are");
  }

  /**
   * Sets what is captured. The way is not put into the filter (as libpcap's {@code inbound}): the
   * first frame behind a new filter libpcap filters itself, knows nothing of ways there, and drops
   * it.
   */
  private void filter(Pcap.Direction way, String filter) throws LinkException {
    try {
      pcap.setDirection(way);
      pcap.setFilter(withVlan(filter));
    } catch (PcapException e) {
      throw new LinkException("capture filter \"" + filter + "\": " + e.getMessage(), e);
    }
  }

  /**
   * The same for frames with a VLAN tag. (Where the network card has taken the tag off a received
   * frame the kernel's filter sees it as if there were none; on those that we send it is there.)
   */
  private String withVlan(String filter) {
    return filter.isEmpty() || type != LinkType.ETHERNET
        ? filter
        : "(" + filter + ") or (vlan and (" + filter + "))";
  }

  private static int bufferSize(Capture capture) {
    if (capture.bulk()) {
      return LARGEST_BUFFER;
    }
    long size = (long) capture.slots() * (capture.snapLength() + SLOT_OVERHEAD);
    return (int) Math.min(LARGEST_BUFFER, size);
  }

  LinkType type() {
    return type;
  }

  int descriptor() {
    return descriptor;
  }

  /** The next frame that was captured, or null when there is none now. Never waits. */
  Captured next() throws LinkException {
    requireOpen();
    try {
      return pcap.next();
    } catch (PcapException e) {
      return null; // the poller says that the port is broken, and check() how
    }
  }

  /**
   * Something other than frames has come from the interface: is it still of use?
   *
   * <p>libpcap 1.10 itself goes on waiting where an interface went down, and only looks again now
   * and then whether it is gone.
   *
   * @throws LinkException when it is not
   */
  void check() throws LinkException {
    requireOpen();
    try {
      pcap.next(); // takes the error from the socket; at most a last frame is lost
    } catch (PcapException e) {
      throw InterfaceTrouble.broken(name, e);
    }
    checkUp();
  }

  /**
   * Looks at the interface itself.
   *
   * @throws LinkException when it is down, or gone
   */
  void checkUp() throws LinkException {
    InterfaceTrouble.requireUp(name);
  }

  /**
   * Sends one frame, waiting a little while the queue is full.
   *
   * @throws FrameRefusedException when this frame is not taken
   * @throws LinkException when no frame is
   */
  void inject(byte[] frame) throws LinkException {
    requireOpen();
    int errno = pcap.send(frame);
    if (errno == Errno.EAGAIN && new Poller(descriptor).writable(SEND_PATIENCE)) {
      errno = pcap.send(frame);
    }
    if (errno != 0) {
      throw InterfaceTrouble.notSent(name, frame.length, errno);
    }
  }

  /** Frames that the kernel had no room for in the ring since this was asked last. */
  long uncaptured() {
    if (!open) {
      return 0;
    }
    try {
      int before = dropped;
      dropped = pcap.dropped();
      return Integer.toUnsignedLong(dropped - before);
    } catch (PcapException e) {
      return 0; // not known
    }
  }

  private void requireOpen() throws LinkException {
    if (!open) {
      throw new LinkException("the link has been closed");
    }
  }

  /** Has another thread close it; to be followed by {@link #close()}. */
  void beginClosing() {
    if (open && closing == null) {
      closing =
          new Thread("jnet-close") {
            @Override
            public void run() {
              pcap.close();
            }
          };
      closing.start();
    }
  }

  /** Takes some 30 ms, in the kernel. */
  @Override
  public void close() {
    if (open) {
      open = false;
      if (closing == null) {
        pcap.close();
        return;
      }
      try {
        closing.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
