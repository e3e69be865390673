package dev.jnet.link.pcap;

import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import dev.jnet.link.InterfaceTrouble;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.link.Poller;
import dev.jnet.unit.Nanos;

/** One handle of libpcap on an interface. It captures without waiting, and injects. */
final class PcapPort implements AutoCloseable {
  /** Bytes that the kernel adds to each slot of the ring: its own header, address, alignment. */
  private static final int SLOT_OVERHEAD = 96;

  /** Stands for bytes that are not UTF-8. */
  private static final char UNREADABLE = '\ufffd';

  private static final int LARGEST_BUFFER = 32 << 20;

  /**
   * How long a block may wait until it is full. Immediate mode needs the setting, but ignores it.
   */
  private static final int TIMEOUT_MS = 1;

  /** How long to wait while the queue is full, in ns. */
  private static final long SEND_PATIENCE = 100 * Nanos.MILLISECOND;

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

  /** Opens an interface for the frames of a direction that pass the capture's filter. */
  static PcapPort open(String name, Capture capture, Pcap.Direction direction)
      throws LinkException {
    Pcap pcap = activated(name, capture);
    try {
      pcap.setNonBlocking();
      PcapPort port = new PcapPort(name, pcap);
      port.filter(direction, capture.filter());
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
    // without permission an unknown interface gives the same status as one that is there
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

  /*   * Sets what is captured. The direction is not part of the filter (as libpcap's {@code inbound}). libpcap applies a new filter to the first frame by itself, without knowing its direction, and would drop it.
   */
  private void filter(Pcap.Direction direction, String filter) throws LinkException {
    try {
      pcap.setDirection(direction);
      pcap.setFilter(withVlan(filter));
    } catch (PcapException e) {
      throw new LinkException("capture filter \"" + filter + "\": " + e.getMessage(), e);
    }
  }

  /*   * The filter extended to frames with a VLAN tag. The kernel's filter does not see the tag of a received frame if the network card has taken it off. It does see the tag of a sent frame.
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
      return null; // the poller will find the port broken, and check() will say why
    }
  }

  /*   * Checks that the interface still works, after something other than frames came from it.
   * <p>libpcap 1.10 goes on waiting when an interface goes down, and only checks from time to time whether it is gone.
   * @throws LinkException when it does not
   */
  void check() throws LinkException {
    requireOpen();
    try {
      pcap.next(); // reads the error from the socket; at most one last frame is lost
    } catch (PcapException e) {
      throw InterfaceTrouble.broken(name, e);
    }
    checkUp();
  }

  /*   * Checks that the interface is up.
   *
   * @throws LinkException when it is down, or gone
   */
  void checkUp() throws LinkException {
    InterfaceTrouble.requireUp(name);
  }

  /*   * Sends one frame. Waits at most 100 ms while the queue is full.
   *
   * @throws FrameRefusedException when this frame is not taken
   * @throws LinkException when the interface takes no frame
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

  /** How many frames the ring had no room for since the last call; 0 where that is not known. */
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

  /** Lets another thread close the port. {@link #close()} has to follow. */
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

  /** Closes the port, which takes the kernel some 30 ms. */
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
