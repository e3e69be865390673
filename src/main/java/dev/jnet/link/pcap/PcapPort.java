package dev.jnet.link.pcap;

import dev.jnet.host.Libc;
import dev.jnet.link.CapturePort;
import dev.jnet.link.Captured;
import dev.jnet.link.InterfaceTrouble;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;

/** One handle of libpcap on an interface: it captures into a ring that the kernel fills. */
final class PcapPort extends CapturePort {
  /** What the kernel adds to each slot of the ring: its own header, address, alignment. */
  private static final int SLOT_OVERHEAD = 96;

  /** Stands for bytes that are not UTF-8. */
  private static final char UNREADABLE = '\ufffd';

  private static final int LARGEST_BUFFER = 32 << 20;

  /** How long a block may wait to be full; in immediate mode it is not used, but wanted. */
  private static final int TIMEOUT_MS = 1;

  private final Pcap pcap;
  private int dropped;

  private PcapPort(String name, Pcap pcap) throws LinkException, PcapException {
    super(name, typeOf(name, pcap.linkType()), pcap.descriptor());
    this.pcap = pcap;
  }

  /** Opens an interface for the frames that go a way and pass the capture's filter. */
  static PcapPort open(String name, Capture capture, Pcap.Direction way) throws LinkException {
    Pcap pcap = activated(name, capture);
    try {
      pcap.setNonBlocking();
      PcapPort port = new PcapPort(name, pcap);
      port.filter(way, capture);
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
  private void filter(Pcap.Direction way, Capture capture) throws LinkException {
    try {
      pcap.setDirection(way);
      pcap.setFilter(capture.filterOn(type()));
    } catch (PcapException e) {
      throw capture.notUnderstood(e);
    }
  }

  private static int bufferSize(Capture capture) {
    if (capture.bulk()) {
      return LARGEST_BUFFER;
    }
    long size = (long) capture.slots() * (capture.snapLength() + SLOT_OVERHEAD);
    return (int) Math.min(LARGEST_BUFFER, size);
  }

  @Override
  protected Captured read() {
    try {
      return pcap.next();
    } catch (PcapException e) {
      return null; // the poller says that the port is broken, and check() how
    }
  }

  /**
   * Takes the error from the socket; at most a last frame is lost. (libpcap 1.10 itself goes on
   * waiting where an interface went down, and only looks again now and then whether it is gone.)
   */
  @Override
  protected void requireSound() throws LinkException {
    try {
      pcap.next();
    } catch (PcapException e) {
      throw InterfaceTrouble.broken(name(), e);
    }
  }

  @Override
  protected int send(byte[] frame) {
    return pcap.send(frame);
  }

  @Override
  protected long dropped() {
    try {
      int before = dropped;
      dropped = pcap.dropped();
      return Integer.toUnsignedLong(dropped - before);
    } catch (PcapException e) {
      return 0; // not known
    }
  }

  @Override
  protected void release() {
    pcap.close();
  }
}
