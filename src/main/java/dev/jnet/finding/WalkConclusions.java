package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.NameFinding.NameUnanswered;
import dev.jnet.finding.NameFinding.NameUnknown;
import dev.jnet.finding.NameFinding.NameWithoutAddress;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.SegmentFinding.LargeSegmentsLost;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.Walk;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationResult.Stall;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from a walk: from the name to the application, about its last URL. */
public final class WalkConclusions {
  /** Every host must take an IPv4 packet of this many bytes (RFC 791): it is not a large one. */
  private static final int SMALL = 576;

  private static final int TIMESTAMPS = 12;

  private WalkConclusions() {}

  /** The conclusions, in the order in which the layers were asked. */
  public static List<Finding> of(Walk walk) {
    List<Finding> findings = new ArrayList<>();
    if (walk.last().isEmpty()) {
      return findings;
    }
    Leg leg = walk.last().get();
    findings.addAll(named(walk, leg));
    boolean silent = walk.verdict().outcome() == Walk.Outcome.NO_NEXT_HOP;
    leg.hop()
        .filter(hop -> silent)
        .ifPresent(hop -> findings.add(LocalConclusions.silent(hop.hop(), hop.target())));
    if (leg.conversed().isPresent()) {
      findings.addAll(connected(leg, leg.conversed().get()));
      findings.addAll(ApplicationConclusions.of(leg, Long.MAX_VALUE));
      ofStall(leg).ifPresent(findings::add);
    }
    boolean open = leg.conversed().map(ConversationResult::isOpen).orElse(false);
    findings.addAll(LocalConclusions.of(walk.programs(), open));
    findings.addAll(LocalConclusions.of(walk.tally().elsewhere()));
    return List.copyOf(findings);
  }

  private static List<Finding> named(Walk walk, Leg leg) {
    String host = leg.url().host();
    Naming naming = leg.naming();
    return switch (walk.verdict().outcome()) {
      case NO_SUCH_NAME -> List.of(new NameUnknown(host, NameConclusions.told()));
      case NO_ADDRESS -> List.of(new NameWithoutAddress(host, NameConclusions.told()));
      case RESOLVER_SILENT ->
          List.of(new NameUnanswered(host, "no name server answers", NameConclusions.untold()));
      case RESOLVER_FAILED ->
          List.of(
              new NameUnanswered(
                  host,
                  "the name server does not tell an address " + walk.verdict().detail(),
                  NameConclusions.untold()));
      default ->
          naming.source() == Naming.Source.LITERAL || naming.addresses().isEmpty()
              ? List.of()
              : NameConclusions.found(host, naming.addresses(), leg.split().dns());
    };
  }

  private static List<Finding> connected(Leg leg, ConversationResult conversed) {
    int port = leg.url().port();
    return switch (conversed.course()) {
      case PORT_CLOSED -> List.of(new PortClosed(port, TargetConclusions.answered(Came.RESET)));
      case FILTERED -> List.of(filtered(port, conversed));
      default ->
          conversed.isOpen()
              ? List.of(
                  new PortOpen(
                      port, leg.split().connect(), TargetConclusions.answered(Came.ANSWER)))
              : List.of();
    };
  }

  private static Finding filtered(int port, ConversationResult conversed) {
    Optional<InetAddress> by = conversed.refusal().map(refusal -> refusal.from());
    String reason = conversed.refusal().map(refusal -> refusal.error().inWords()).orElse("");
    int syns = (int) conversed.segments().stream().filter(Segment::outgoing).count();
    return TargetConclusions.filtered(port, by, reason, Math.max(1, syns));
  }

  /** Which large segments a stalled connection lost; empty where nothing shows that it did. */
  public static Optional<LargeSegmentsLost> ofStall(Leg leg) {
    Optional<Stall> stall = leg.conversed().flatMap(ConversationResult::stall);
    return stall.flatMap(sizes -> ofStall(sizes, new Packets(leg)));
  }

  private static Optional<LargeSegmentsLost> ofStall(Stall stall, Packets packets) {
    if (stall.unacknowledged() > 0) {
      int lost = packets.bytes(stall.largestUnacknowledged());
      int passed = packets.bytes(stall.largestAcknowledged());
      Grounds grounds = lost(Basis.SILENCE_BESIDE_ANSWERS, passed, lost);
      boolean anyPassed = stall.largestAcknowledged() > 0; // otherwise the host may be gone
      return stall.largeOnesOfOursVanish() && lost > SMALL
          ? Optional.of(
              new LargeSegmentsLost(
                  true,
                  passed,
                  lost,
                  anyPassed ? grounds : new Grounds(Certainty.GUESSED, grounds.evidence())))
          : Optional.empty();
    }
    int passed = packets.bytes(stall.largestReceived());
    int possible = packets.bytes(stall.largestPossible());
    if (packets.smallOnesBringAll()) {
      return Optional.of(
          new LargeSegmentsLost(
              false, passed, possible, lost(Basis.SMALLER_SEGMENTS, passed, possible)));
    }
    return stall.missing() > 0 && stall.largeOnesOfTheirsVanish()
        ? Optional.of(
            new LargeSegmentsLost(
                false, passed, possible, lost(Basis.SILENCE_BESIDE_ANSWERS, passed, possible)))
        : Optional.empty();
  }

  private static Grounds lost(Basis basis, int passed, int lost) {
    return Grounds.inferred(
        basis,
        Observation.of(Sent.SEGMENT, passed, 0, Came.ANSWER, Optional.empty()),
        Observation.silence(Sent.SEGMENT, lost, 0));
  }

  /** The IP packets that carry the data of a leg's connection. */
  private record Packets(Leg leg) {
    /** The length of the packet that carries so many bytes of data. */
    int bytes(int data) {
      ConversationResult conversed = leg.conversed().orElseThrow();
      boolean four = Addresses.version(conversed.question().target()) == 4;
      return data
          + (four ? Ipv4.HEADER : Ipv6.HEADER)
          + Tcp.HEADER
          + (conversed.options().timestamps() ? TIMESTAMPS : 0);
    }

    boolean smallOnesBringAll() {
      return leg.again().map(Leg.Retrial::complete).orElse(false);
    }
  }
}
