package dev.jnet.link.pcap;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What a link is to look at.
 *
 * @param filter an expression in libpcap's filter language, such as {@code "icmp or icmp6"}; empty
 *     for everything. Frames with a VLAN tag pass when they would without it. It must let through
 *     what is sent as well as what comes back: what it drops cannot be stamped
 * @param snapLength bytes kept of each frame, {@value #SMALLEST_SNAP} to {@value #LARGEST_SNAP};
 *     the rest of a longer one is cut off. The smaller, the more frames fit into the buffer
 * @param slots frames that the kernel keeps for us while we do not read, 1 to {@value #MAX_SLOTS},
 *     as far as they fit into 32 MiB
 * @param watching whether what this machine's kernel and other programs send is handed out too
 * @param bulk whether throughput counts for more than hearing at once: incoming frames are handed
 *     up in blocks, a millisecond or a few later, and take no more of the buffer than they are long
 * @param receiver an address of this host: packets for it are taken from other interfaces, too.
 *     Empty to take only what the interface itself shows
 */
public record Capture(
    String filter,
    int snapLength,
    int slots,
    boolean watching,
    boolean bulk,
    Optional<InetAddress> receiver) {
  /** The headers of a frame, and enough behind them to tell it from others. */
  public static final int SMALLEST_SNAP = 96;

  /** An IPv6 packet of 65,535 bytes behind its header, and the Ethernet header with two tags. */
  public static final int LARGEST_SNAP = 65_600;

  /** More would take the kernel longer to set up than any probing lasts. */
  public static final int MAX_SLOTS = 65_536;

  private static final int DEFAULT_SLOTS = 1024;
  private static final int SENT_SNAP = 2048;

  /** Checks the ranges. */
  public Capture {
    if (snapLength < SMALLEST_SNAP || snapLength > LARGEST_SNAP) {
      throw new IllegalArgumentException("a snap length of " + snapLength + " bytes");
    }
    if (slots < 1 || slots > MAX_SLOTS) {
      throw new IllegalArgumentException("a capture buffer of " + slots + " slots");
    }
  }

  /** A capture that hears at once. */
  public Capture(String filter, int snapLength, int slots, boolean watching) {
    this(filter, snapLength, slots, watching, false, Optional.empty());
  }

  /** A capture for bulk data, of whole frames, also of those that the kernel has joined. */
  public static Capture bulk(String filter) {
    return new Capture(filter, LARGEST_SNAP, DEFAULT_SLOTS, false, true, Optional.empty());
  }

  /** The same for the frames that we send: soon to be told of, and known by their beginnings. */
  Capture ofSent() {
    return bulk ? new Capture(filter, SENT_SNAP, slots, watching) : this;
  }

  /** This capture, and packets for an address of this host by whatever interface they come in. */
  public Capture takingFromAnywhere(InetAddress address) {
    return new Capture(filter, snapLength, slots, watching, bulk, Optional.of(address));
  }

  /** A capture of what is sent through the link, and of what comes in. */
  public Capture(String filter, int snapLength, int slots) {
    this(filter, snapLength, slots, false);
  }

  /** A capture with as many slots as probing takes: {@value #DEFAULT_SLOTS}. */
  public Capture(String filter, int snapLength) {
    this(filter, snapLength, DEFAULT_SLOTS);
  }
}
