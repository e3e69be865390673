package dev.jnet.finding;

import dev.jnet.probe.KernelAnswer;
import dev.jnet.wire.Nat64Prefix;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What follows about the sizes of packets that a path carries. Sizes are bytes of IP packets. */
public sealed interface PathFinding extends Finding {
  /** How much the path carries, and what that number says. */
  sealed interface OfSize extends PathFinding {}

  /** Where larger packets end, and what routers report about them. */
  sealed interface OfDrop extends PathFinding {}

  /** What the replies went through, and who sent them. */
  sealed interface OfReplies extends PathFinding {}

  /**
   * The path MTU for the packets that were sent. Other flows may take other paths.
   *
   * @param bytes of the largest packet that arrives in one piece
   */
  record PathMtu(int bytes, Grounds grounds) implements OfSize {}

  /**
   * Everything arrived that was to be tried, and the interface would let larger packets leave.
   *
   * @param bytes of the largest packet that was to be tried
   */
  record PathMtuAtLeast(int bytes, Grounds grounds) implements OfSize {}

  /**
   * A router clears DF. So packets up to this size arrive, some of them in fragments, and the path
   * MTU is unknown.
   *
   * @param bytes of the largest packet that arrived, whole or in fragments
   */
  record DontFragmentCleared(int bytes, Grounds grounds) implements OfSize {}

  /**
   * The bounds of the path MTU.
   *
   * @param from the largest size that arrived
   * @param to the largest size that may arrive
   */
  record PathMtuRange(int from, int to, Grounds grounds) implements OfSize {}

  /**
   * A router names an MTU, and the target has answered nothing that would confirm it.
   *
   * @param bytes the MTU that the router names
   */
  record PathMtuClaimed(int bytes, Optional<InetAddress> router, Grounds grounds)
      implements OfSize {}

  /**
   * No link on the path carries less than the link to which this machine is attached.
   *
   * @param mtu of the interface, in bytes
   */
  record NarrowestHere(String interfaceName, int mtu, Grounds grounds) implements OfSize {}

  /**
   * A router reports that larger packets are too big for its next link.
   *
   * @param bytes of the largest packet that passes
   * @param hop the router's distance, 1 for the first router; 0 when it is unknown
   * @param claim the MTU in bytes that it names; 0 when it names none
   */
  record TooBigReported(
      int bytes, int hop, Optional<InetAddress> router, int claim, Grounds grounds)
      implements OfDrop {}

  /**
   * A router reported some of the packets that were too big, and dropped others without a report:
   * it limits how many ICMP errors it sends.
   */
  record ReportsRationed(InetAddress router, Grounds grounds) implements OfDrop {}

  /**
   * A router's report came from an address of this machine. The kernel drops packets from outside
   * that claim to come from here, so its programs never learn of the report.
   *
   * @param address of this machine
   * @param hop the distance that the report tells, 1 for the first router; 0 when it is unknown
   */
  record ReportFromOwnAddress(InetAddress address, int hop, Grounds grounds) implements OfDrop {}

  /**
   * Larger packets are dropped, and no usable report comes back.
   *
   * @param bytes of the largest packet that passes
   * @param place the last place where larger packets were seen; empty when that is unknown
   */
  record BlackHole(int bytes, Optional<Place> place, Grounds grounds) implements OfDrop {}

  /**
   * A place on the path.
   *
   * @param hop a router's distance, 1 for the first router; 0 for this machine
   * @param address of the router; empty when it did not answer
   */
  record Place(int hop, Optional<InetAddress> address) {}

  /**
   * Replies came back in fragments. The return path carries less than they need, or the target was
   * told so.
   *
   * @param bytes of the largest fragment
   */
  record RepliesFragmented(int bytes, Grounds grounds) implements OfReplies {}

  /**
   * Packets arrive whose large replies do not come back, while small answers do. The return path
   * carries less, the target or a firewall does not answer large echo requests, or these take
   * another of several equal paths than the packets with small answers.
   *
   * @param bytes of the largest reply that came back
   * @param arrived bytes of the largest packet that arrived
   */
  record LargeRepliesLost(int bytes, int arrived, Grounds grounds) implements OfReplies {}

  /** Replies as large as the requests are lost: the return path may be the narrow one. */
  record ReturnPathUntested(Grounds grounds) implements OfReplies {}

  /**
   * A router's claim about an MTU is wrong.
   *
   * @param claim the MTU in bytes that it named: 0 to 2^32 − 1
   * @param size bytes of the packet that it called too big
   */
  record ClaimRefuted(InetAddress router, long claim, int size, Reason reason, Grounds grounds)
      implements OfDrop {
    /** Why a claim is wrong. */
    public enum Reason {
      /** The claim is not below the size of the packet that it calls too big (RFC 8899). */
      NOT_BELOW_THE_PROBE,
      /** The claim is below what every link of that IP version must carry. */
      BELOW_THE_MINIMUM,
      /** A packet larger than the claim arrived. */
      LARGER_ARRIVED
    }
  }

  /**
   * Headers around the packets may explain the path MTU.
   *
   * @param mtu the path MTU
   * @param candidates what may explain it, the simplest first; at least one
   */
  record EncapsulationGuess(int mtu, List<Encapsulations.Guess> candidates, Grounds grounds)
      implements OfSize {
    /** Copies the list. */
    public EncapsulationGuess {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * The target is an IPv4 host behind NAT64, which makes shorter headers of IPv6's (RFC 7915).
   *
   * @param mtu the path MTU, in bytes of IPv6 packets
   * @param ipv4Mtu what the IPv4 part of the path carries then, in bytes
   * @param prefix of the target's address, with the IPv4 address behind it
   */
  record TranslatedByNat64(int mtu, int ipv4Mtu, Nat64Prefix prefix, Grounds grounds)
      implements OfSize {}

  /**
   * The kernel of this machine remembers a path MTU that is not the one that was measured.
   *
   * @param cached what the kernel remembers, in bytes
   * @param measured the path MTU that was measured, in bytes
   * @param version the IP version, whose routes hold it: 4 or 6
   */
  record StaleCache(int cached, int measured, int version, Grounds grounds) implements OfSize {}

  /**
   * Probes were answered from another address than the one that was asked: another address of the
   * same host, or another host that gets the packets.
   *
   * @param target the address that was asked
   * @param others the addresses that answered; at least one
   */
  record AnsweredByAnother(InetAddress target, List<InetAddress> others, Grounds grounds)
      implements OfReplies {
    /** Copies the list. */
    public AnsweredByAnother {
      others = List.copyOf(others);
    }
  }

  /**
   * The answers have passed no router, although the route to the target leads through one: a
   * firewall, a proxy or another middlebox may answer for it.
   *
   * @param hopLimit with which the answers arrived
   * @param gateway the router through which the route leads
   */
  record MiddleboxAnswers(InetAddress target, int hopLimit, InetAddress gateway, Grounds grounds)
      implements OfReplies {}

  /**
   * The target answered nothing.
   *
   * @param by who said why; empty when nobody did
   * @param reason what that ICMP error means, or what a connection showed; empty when nobody said
   *     why
   * @param programs what this machine's programs get in its place; empty where that is not known to
   *     be something else
   */
  record Unanswered(
      Optional<InetAddress> by,
      String reason,
      Optional<KernelAnswer.Came> programs,
      Grounds grounds)
      implements OfReplies {
    /** A target that answered nothing, and programs were not compared. */
    public Unanswered(Optional<InetAddress> by, String reason, Grounds grounds) {
      this(by, reason, Optional.empty(), grounds);
    }
  }

  /** Flows to one target take paths with different MTUs, in bytes. */
  record PathsDiffer(int least, int most, Grounds grounds) implements OfSize {}

  /**
   * All flows that were asked have the same path MTU.
   *
   * @param flows how many were asked, at least two
   */
  record PathsAgree(int bytes, int flows, Grounds grounds) implements OfSize {}

  /**
   * The path MTU is that of the packets that were sent. Routers may send packets of other flows by
   * paths that carry less.
   */
  record OtherFlowsUntested(int bytes, Grounds grounds) implements OfSize {}

  /**
   * An IPv6 path carries less than every IPv6 link must: 1280 bytes (RFC 8200 section 5).
   *
   * @param bytes of the largest packet that arrives
   */
  record BelowIpv6Minimum(int bytes, Grounds grounds) implements OfSize {}
}
