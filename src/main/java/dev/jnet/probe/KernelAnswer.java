package dev.jnet.probe;

import java.util.Optional;

/**
 * What this machine's kernel got when it asked a target by its own socket, as programs do.
 *
 * <p>Injected probes bypass this machine's packet filter, NAT and marks. What the kernel's sockets
 * send goes through them. So the two may see different networks.
 *
 * @param asked what it sent
 * @param came how that was answered
 * @param reason the kernel's words for what went wrong; empty when nothing did
 * @param room how full the kernel's table of tracked connections is, where that is what went wrong
 * @param at where in this machine packets are dropped, where that is known
 */
public record KernelAnswer(
    Asked asked, Came came, String reason, Optional<Room> room, Optional<Place> at) {
  /**
   * The interface on which the reverse path filter drops the answer, the bridge that drops packets,
   * or the interface that takes none.
   *
   * @param refused how many frames it refused one after the other; 0 where it refuses none
   */
  public record Place(String interfaceName, int refused) {}

  /**
   * How full the table of tracked connections is.
   *
   * @param entries the connections in it
   * @param limit how many may be in it ({@code nf_conntrack_max}); at least 1
   */
  public record Room(long entries, long limit) {}

  /** An answer that needs no more words. */
  public KernelAnswer(Asked asked, Came came, String reason) {
    this(asked, came, reason, Optional.empty(), Optional.empty());
  }

  /**
   * An answer that came in, and that the kernel's reverse path filter dropped.
   *
   * @param interfaceName by which it came in
   */
  public static KernelAnswer reversePath(Asked asked, String interfaceName) {
    return new KernelAnswer(
        asked, Came.REVERSE_PATH, "", Optional.empty(), Optional.of(new Place(interfaceName, 0)));
  }

  /**
   * Packets that a bridge of this machine does not pass on.
   *
   * @param incoming whether these are the answers, which came in by a port of the bridge
   */
  public static KernelAnswer bridge(boolean incoming, String bridge) {
    Came came = incoming ? Came.BRIDGE_DROPS_ANSWER : Came.BRIDGE_DROPS_SENT;
    return new KernelAnswer(
        Asked.COPY, came, "", Optional.empty(), Optional.of(new Place(bridge, 0)));
  }

  /**
   * Packets that an interface of this machine does not take, neither of programs nor of probes.
   *
   * @param frames how many probes, or questions for the next hop, it refused one after the other
   */
  public static KernelAnswer interfaceDrops(String interfaceName, int frames) {
    return new KernelAnswer(
        Asked.COPY,
        Came.INTERFACE_DROPS,
        "",
        Optional.empty(),
        Optional.of(new Place(interfaceName, frames)));
  }

  /**
   * A packet that did not leave, because the table of tracked connections is full.
   *
   * @param entries the connections in it
   * @param limit how many may be in it; at least 1
   */
  public static KernelAnswer tableFull(Asked asked, long entries, long limit) {
    String reason = entries + " of " + limit + " entries";
    return new KernelAnswer(
        asked, Came.TABLE_FULL, reason, Optional.of(new Room(entries, limit)), Optional.empty());
  }

  /** The interface or bridge of this machine that drops packets; there must be one. */
  public String droppedOn() {
    return at.orElseThrow().interfaceName();
  }

  /** Whether the kernel did not let the packet leave. */
  public boolean isNotSent() {
    return came == Came.NOT_SENT || came == Came.TABLE_FULL || came == Came.NO_NEIGHBOR;
  }

  /** What the kernel sent. */
  public enum Asked {
    /** An ICMP echo request. */
    ECHO,
    /** A SYN: a connection to a TCP port. */
    CONNECT,
    /** A copy of the first probe. No host answers it, because its checksum is wrong. */
    COPY
  }

  /** How that was answered. */
  public enum Came {
    /** The target answered: an echo reply, or a SYN-ACK. */
    ANSWER,
    /** A reset, or an ICMP error. */
    REFUSED,
    /** Nothing. */
    NOTHING,
    /** The kernel did not let it leave. */
    NOT_SENT,
    /** The kernel did not let it leave, and its table of tracked connections is full. */
    TABLE_FULL,
    /** The next hop did not give the kernel its hardware address, although probes have it. */
    NO_NEIGHBOR,
    /** Nothing, although the wire shows the answer to the same question. */
    ANSWER_DROPPED,
    /** Nothing, although the wire shows the answer to what the kernel sent itself. */
    ANSWER_NOT_TAKEN,
    /**
     * Nothing, although the wire shows the answer: the kernel would send to its sender by another
     * interface, and drops what comes in by this one ({@code rp_filter}, RFC 3704).
     */
    REVERSE_PATH,
    /** Nothing, and neither a probe nor what the kernel sent left by a port of the bridge. */
    BRIDGE_DROPS_SENT,
    /** Nothing, and the interface did not take the probes. */
    INTERFACE_DROPS,
    /** Nothing, although the answer came in by a port of the bridge. */
    BRIDGE_DROPS_ANSWER,
    /** Answers, but not the reports that a packet was too big, although the wire shows some. */
    REPORT_DROPPED,
    /** No ICMP error about datagrams, although the wire shows one. */
    ERROR_DROPPED
  }
}
