package dev.jnet.link.pcap;

import dev.jnet.host.SocketFilter;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What a link captures.
 *
 * @param filter an expression in libpcap's filter language, such as {@code "icmp or icmp6"}; empty
 *     for everything. Frames with a VLAN tag pass if they would without it. The filter must pass
 *     what is sent as well as what comes back, because only captured frames have stamps
 * @param snapLength how many bytes are kept of each frame, {@value #SMALLEST_SNAP} to {@value
 *     #LARGEST_SNAP}; the rest of a longer one is cut off. With a smaller number, more frames fit
 *     into the buffer
 * @param slots how many frames the kernel keeps until they are read, 1 to {@value #MAX_SLOTS}, as
 *     far as they fit into 32 MiB
 * @param watching whether frames that this machine's kernel and other programs send are returned
 *     too
 * @param bulk whether throughput matters more than delay. If so, incoming frames are read in
 *     blocks, a few milliseconds late, and take no more of the buffer than they are long
 * @param receiver an address of this host; packets for it are captured on other interfaces, too.
 *     Empty for those on the link's own interface only
 * @param wakeUp ends waits for frames early; empty for none
 */
public record Capture(
    String filter,
    int snapLength,
    int slots,
    boolean watching,
    boolean bulk,
    Optional<InetAddress> receiver,
    Optional<WakeUp> wakeUp) {
  /** The smallest snap length in bytes: the headers of a frame, and enough data to recognize it. */
  public static final int SMALLEST_SNAP = 96;

  /**
   * The largest snap length in bytes: an IPv6 packet with 65,535 bytes after its header, and an
   * Ethernet header with two VLAN tags.
   */
  public static final int LARGEST_SNAP = 65_600;

  /** The most slots, because the kernel needs long to set up more. */
  public static final int MAX_SLOTS = 65_536;

  private static final int DEFAULT_SLOTS = 1024;
  private static final int SENT_SNAP = 2048;
  private static final int FEW_SLOTS = 256;

  /** Who wants more of a frame expects some that the kernel has joined of many. */
  private static final int FEW_SNAP = 2048;

  /** What the kernel counts for a frame of 1514 bytes. */
  private static final int LONG_FRAME = 2304;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a number is outside its range
   */
  public Capture {
    if (snapLength < SMALLEST_SNAP || snapLength > LARGEST_SNAP) {
      throw new IllegalArgumentException("a snap length of " + snapLength + " bytes");
    }
    if (slots < 1 || slots > MAX_SLOTS) {
      throw new IllegalArgumentException("a capture buffer of " + slots + " slots");
    }
  }

  /** A capture whose frames can be read at once, of this interface only. */
  public Capture(String filter, int snapLength, int slots, boolean watching) {
    this(filter, snapLength, slots, watching, false, Optional.empty(), Optional.empty());
  }

  /** A capture for bulk data, with whole frames, even those that the kernel has joined. */
  public static Capture bulk(String filter) {
    return new Capture(
        filter, LARGEST_SNAP, DEFAULT_SLOTS, false, true, Optional.empty(), Optional.empty());
  }

  /**
   * A capture for the frames that are sent: they can be read at once, and are kept up to 2048
   * bytes.
   */
  Capture ofSent() {
    return bulk ? new Capture(filter, SENT_SNAP, slots, watching) : this;
  }

  /**
   * The filter for frames of an interface, which lets those with a VLAN tag through as well. (Where
   * the network card has taken the tag off a received frame the kernel's filter sees it as if there
   * were none; on those that we send it is there.)
   */
  String filterOn(LinkType type) {
    return filter.isEmpty() || type != LinkType.ETHERNET
        ? filter
        : "(" + filter + ") or (vlan and (" + filter + "))";
  }

  /**
   * The filter for a packet socket, which keeps frames that go one way.
   *
   * @throws LinkException when libpcap does not understand it
   */
  SocketFilter oneWay(LinkType type, boolean outgoing) throws LinkException {
    int number = type == LinkType.ETHERNET ? Pcap.DLT_EN10MB : Pcap.DLT_RAW;
    try (Pcap pcap = Pcap.ofNoInterface(number, snapLength)) {
      return SocketFilter.oneWay(pcap.program(filterOn(type)), outgoing);
    } catch (PcapException e) {
      throw notUnderstood(e);
    }
  }

  /** That libpcap does not understand the filter. */
  LinkException notUnderstood(PcapException cause) {
    return new LinkException("capture filter \"" + filter + "\": " + cause.getMessage(), cause);
  }

  /**
   * Whether frames come so few at a time that a socket's own queue holds them, where an interface
   * has no larger packets than Ethernet's usual 1500 bytes.
   */
  boolean few() {
    return !bulk && slots <= FEW_SLOTS && snapLength <= FEW_SNAP;
  }

  /** Bytes of memory that the kernel takes for the frames of so many slots, if they are long. */
  int queue() {
    return slots * LONG_FRAME;
  }

  /** This capture with packets for an address of this host that come in by any interface. */
  public Capture takingFromAnywhere(InetAddress address) {
    return new Capture(filter, snapLength, slots, watching, bulk, Optional.of(address), wakeUp);
  }

  /** This capture, whose link's waits another thread can end. */
  public Capture wokenBy(WakeUp other) {
    return new Capture(filter, snapLength, slots, watching, bulk, receiver, Optional.of(other));
  }

  /** A capture of the frames that are sent through the link, and of those that come in. */
  public Capture(String filter, int snapLength, int slots) {
    this(filter, snapLength, slots, false);
  }

  /** A capture with as many slots as probing needs: {@value #DEFAULT_SLOTS}. */
  public Capture(String filter, int snapLength) {
    this(filter, snapLength, DEFAULT_SLOTS);
  }
}
