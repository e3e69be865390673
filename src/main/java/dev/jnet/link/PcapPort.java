package dev.jnet.link;

import com.sun.jna.Pointer;
import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeoutException;
import org.pcap4j.core.NativeMappings;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.PcapDirection;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;

/** One handle of libpcap on an interface: it captures without waiting, and injects. */
final class PcapPort implements AutoCloseable {
  private static final int DLT_EN10MB = 1;
  private static final int DLT_RAW = 12;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_STATISTICS = 6;

  /** What the kernel adds to each slot of the ring: its own header, address, alignment. */
  private static final int SLOT_OVERHEAD = 96;

  private static final int LARGEST_BUFFER = 32 << 20;

  /** How long a block may wait to be full; in immediate mode it is not used, but wanted. */
  private static final int TIMEOUT_MS = 1;

  /** How long a full queue may hold up a frame. In ns. */
  private static final long SEND_PATIENCE = 100_000_000L;

  private final String name;
  private final PcapHandle handle;
  private final Pointer pcap;
  private final LinkType type;
  private final int descriptor;
  private final PacketReader reader;
  private boolean open = true;
  private Thread closing;

  /** A frame as captured: its octets, the length it had, its stamp in ns since 1970. */
  record Captured(byte[] octets, int length, long stamp) {
    /** The frame on a link's clock; an outgoing one where it is known what was sent as it. */
    Frame frame(LinkType type, LinkClock clock, byte[] sent) {
      return new Frame(type, sent == null ? octets : sent, length, clock.at(stamp), sent != null);
    }

    /** The frame on a link's clock, sent by somebody else on this machine. */
    Frame foreign(LinkType type, LinkClock clock) {
      return new Frame(type, octets, length, clock.at(stamp), true, true);
    }
  }

  private PcapPort(String name, PcapHandle handle) throws LinkException {
    this.name = name;
    this.handle = handle;
    this.type = typeOf(name, handle.getDlt().value());
    this.pcap = NativeMappings.lastCreated();
    this.descriptor = LibPcap.descriptor(pcap);
    this.reader = new PacketReader(pcap);
  }

  /** Opens an interface for the frames that go a way and pass the capture's filter. */
  static PcapPort open(String name, Capture capture, PcapDirection way) throws LinkException {
    PcapHandle handle;
    try {
      // When this fails pcap4j does not free the pcap_t; its socket libpcap has closed by then.
      handle =
          new PcapHandle.Builder(name)
              .snaplen(capture.snapLength())
              .promiscuousMode(PromiscuousMode.NONPROMISCUOUS)
              .timeoutMillis(TIMEOUT_MS)
              .immediateMode(!capture.bulk())
              .bufferSize(bufferSize(capture))
              .timestampPrecision(TimestampPrecision.NANO)
              .build();
    } catch (PcapNativeException e) {
      throw LibPcap.notOpened(name, e.getReturnCode() == null ? 0 : e.getReturnCode(), e);
    }
    try {
      handle.setBlockingMode(BlockingMode.NONBLOCKING);
      PcapPort port = new PcapPort(name, handle);
      port.filter(way, capture.filter());
      return port;
    } catch (PcapNativeException | NotOpenException e) {
      handle.close();
      throw LibPcap.broken(name, e);
    } catch (LinkException | LinkageError e) {
      handle.close();
      throw e;
    }
  }

  private static LinkType typeOf(String name, int dlt) throws LinkException {
    if (dlt == DLT_EN10MB) {
      return LinkType.ETHERNET;
    }
    if (dlt == DLT_RAW || dlt == LinkType.RAW_IP.captureNumber()) {
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
  private void filter(PcapDirection way, String filter) throws LinkException, NotOpenException {
    try {
      handle.setDirection(way);
      NativeMappings.setFilter(pcap, withVlan(filter));
    } catch (PcapNativeException e) {
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
    if (!open) {
      throw new LinkException("the link has been closed");
    }
    return reader.next();
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
    try {
      handle.getNextRawPacketEx(); // takes the error from the socket; at most a last frame is lost
    } catch (TimeoutException noFrame) {
      // The usual case: what has happened is told below.
    } catch (PcapNativeException | EOFException e) {
      throw LibPcap.broken(name, e);
    } catch (NotOpenException e) {
      throw closed(e);
    }
    checkUp();
  }

  /**
   * Looks at the interface itself.
   *
   * @throws LinkException when it is down, or gone
   */
  void checkUp() throws LinkException {
    LibPcap.checkUp(name);
  }

  /**
   * Sends one frame, waiting a little while the queue is full.
   *
   * @throws FrameRefusedException when this frame is not taken
   * @throws LinkException when no frame is
   */
  void inject(byte[] frame) throws LinkException {
    boolean waited = false;
    while (true) {
      try {
        handle.sendPacket(frame);
        return;
      } catch (PcapNativeException e) {
        if (waited || !LibPcap.isErrno(e, Errno.EAGAIN)) {
          throw LibPcap.notSent(name, frame.length, e);
        }
        waited = new Poller(descriptor).writable(SEND_PATIENCE);
      } catch (NotOpenException e) {
        throw closed(e);
      }
    }
  }

  /** Frames that the kernel had no room for in the ring since this was asked last. */
  long uncaptured() {
    byte[] statistics = new byte[3 * Integer.BYTES]; // struct tpacket_stats_v3
    if (!open || Libc.getsockopt(descriptor, SOL_PACKET, PACKET_STATISTICS, statistics) < 0) {
      return 0;
    }
    ByteBuffer words = ByteBuffer.wrap(statistics).order(ByteOrder.nativeOrder());
    return Integer.toUnsignedLong(words.getInt(Integer.BYTES));
  }

  private static LinkException closed(Exception cause) {
    return new LinkException("the link has been closed", cause);
  }

  /** Has another thread close it; to be followed by {@link #close()}. */
  void beginClosing() {
    if (open && closing == null) {
      closing = new Closing(handle);
      closing.start();
    }
  }

  /** Takes some 30 ms, in the kernel. */
  @Override
  public void close() {
    if (open) {
      open = false;
      if (closing == null) {
        handle.close();
        return;
      }
      try {
        closing.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Closes a handle; no lambda, which would take longer than what goes on meanwhile. */
  private static final class Closing extends Thread {
    private final PcapHandle handle;

    Closing(PcapHandle handle) {
      super("jnet-close");
      this.handle = handle;
    }

    @Override
    public void run() {
      handle.close();
    }
  }
}
