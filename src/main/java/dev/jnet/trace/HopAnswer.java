package dev.jnet.trace;

import dev.jnet.probe.Hops;
import dev.jnet.probe.Reply;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IcmpExtension;
import dev.jnet.wire.IpPacket;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * An answer to a probe.
 *
 * @param from the address that answered
 * @param kind what the answer means for the path
 * @param words the answer in words, such as {@code echo reply}
 * @param roundTrip in ns
 * @param hopLimit the TTL that was left in the answer's packet, 0 to 255
 * @param changes how the path had changed the probe by then, as far as the answer quotes it
 * @param extensions labels (RFC 4950) and interfaces (RFC 5837) that the router names
 */
public record HopAnswer(
    InetAddress from,
    Kind kind,
    String words,
    long roundTrip,
    int hopLimit,
    List<Change> changes,
    List<IcmpExtension> extensions) {
  /** The largest TTL with which a packet goes no further than the router that got it. */
  private static final int LAST_TTL = 1;

  /** What an answer means for the path. */
  public enum Kind {
    /** A router on the way: the TTL ran out there. */
    ROUTER,
    /**
     * A router on the way where the TTL ran out, but which says that the packet is too big. That is
     * false, because every link carries a packet of this size.
     */
    MISTAKEN_ROUTER,
    /** The target itself. */
    TARGET,
    /** A router or host before the target that says that the probe goes no further. */
    REFUSAL;

    /** Whether it is a router where the TTL ran out, so that the path goes on behind it. */
    public boolean isRouter() {
      return this == ROUTER || this == MISTAKEN_ROUTER;
    }
  }

  /** Copies the lists. */
  public HopAnswer {
    changes = List.copyOf(changes);
    extensions = List.copyOf(extensions);
  }

  /**
   * What a reply to a probe says about the hop.
   *
   * @param target the address that the probe was sent to
   * @return empty where the reply says nothing about a hop: the probe never left, or a router says
   *     that it is too big although its TTL did not run out there
   */
  static Optional<HopAnswer> of(Reply reply, InetAddress target) {
    if (reply instanceof Reply.Echoed echoed) {
      return Optional.of(ofTarget(echoed.packet(), reply, "echo reply"));
    }
    if (reply instanceof Reply.Datagram datagram) {
      return Optional.of(ofTarget(datagram.packet(), reply, "datagram"));
    }
    if (reply instanceof Reply.Segment segment) {
      return Optional.of(ofTarget(segment.packet(), reply, segment.tcp().flagsInWords()));
    }
    return reply instanceof Reply.Failed failed
            && (failed.error().kind() != IcmpError.Kind.TOO_BIG
                || failed.quoted().hopLimit() <= LAST_TTL)
        ? Optional.of(ofError(failed, target))
        : Optional.empty();
  }

  private static HopAnswer ofTarget(IpPacket packet, Reply reply, String words) {
    return new HopAnswer(
        packet.source(),
        Kind.TARGET,
        words,
        reply.timing().roundTrip(),
        packet.hopLimit(),
        List.of(),
        List.of());
  }

  private static HopAnswer ofError(Reply.Failed failed, InetAddress target) {
    IcmpError error = failed.error();
    InetAddress from = failed.packet().source();
    Kind kind =
        switch (error.kind()) {
          case TIME_EXCEEDED -> Kind.ROUTER;
          case TOO_BIG -> Kind.MISTAKEN_ROUTER;
          default -> from.equals(target) ? Kind.TARGET : Kind.REFUSAL;
        };
    return new HopAnswer(
        from,
        kind,
        error.inWords(),
        failed.timing().roundTrip(),
        failed.packet().hopLimit(),
        Changes.of(failed.probe().packet(), failed.quoted(), kind == Kind.ROUTER),
        IcmpExtension.parse(error.extensions()));
  }

  /**
   * How many routers the answer has probably passed, 0 to 126. This is a guess from the TTL: see
   * {@link Hops#passed}.
   */
  public int routersBack() {
    return Hops.passed(hopLimit);
  }
}
