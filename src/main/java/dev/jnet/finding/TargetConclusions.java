package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.EchoLost;
import dev.jnet.finding.TargetFinding.EchoUnanswered;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.finding.TargetFinding.SomeFlowsSilent;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.host.KernelTcp;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Hops;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What follows about a target from small packets. */
public final class TargetConclusions {
  private TargetConclusions() {}

  /**
   * What a ping showed.
   *
   * @param bytes of each packet
   */
  public static List<Finding> of(PingResult ping, int bytes) {
    List<Finding> findings = new ArrayList<>();
    if (ping.received() == 0) {
      ping.refusal().ifPresent(refusal -> findings.add(refused(ping.sent(), refusal, bytes)));
    }
    findings.addAll(echoes(new Echoes(ping.sent(), ping.received(), median(ping)), bytes, true));
    return findings;
  }

  private static Finding refused(long sent, PingResult.Refusal refusal, int bytes) {
    Optional<InetAddress> by = Optional.of(refusal.from());
    Observation error = Observation.of(Sent.ECHO_REQUEST, bytes, (int) sent, Came.UNREACHABLE, by);
    return new Refused(
        Hops.passed(refusal.hopLimit()) + 1,
        refusal.from(),
        refusal.error().inWords(),
        Grounds.inferred(Basis.REPLY_HOP_LIMIT, error));
  }

  /** What two pings with packets of one size showed together. */
  public static List<Finding> of(PingResult first, PingResult second, int bytes) {
    Echoes both =
        new Echoes(
            first.sent() + second.sent(), first.received() + second.received(), median(first));
    return echoes(both, bytes, true);
  }

  /**
   * How echo requests were answered.
   *
   * @param roundTrip the median, in ns; 0 without an answer
   */
  record Echoes(long sent, long received, long roundTrip) {}

  static long median(PingResult ping) {
    return ping.roundTrips().map(PingResult.RoundTrips::median).orElse(0L);
  }

  /**
   * What the answers to echo requests show.
   *
   * @param whole whether every frame was captured: otherwise what is missing may have come
   */
  static List<Finding> echoes(Echoes echoes, int bytes, boolean whole) {
    if (echoes.received() == 0) {
      Observation silence = Observation.silence(Sent.ECHO_REQUEST, bytes, (int) echoes.sent());
      return List.of(new EchoUnanswered(missing(silence, whole)));
    }
    Observation seen =
        new Observation(
            Sent.ECHO_REQUEST,
            bytes,
            (int) echoes.sent(),
            Came.ANSWER,
            (int) echoes.received(),
            Optional.empty());
    List<Finding> findings = new ArrayList<>();
    if (echoes.received() < echoes.sent()) {
      findings.add(new EchoLost(echoes.sent(), echoes.received(), missing(seen, whole)));
    }
    findings.add(new EchoAnswered(echoes.roundTrip(), Grounds.seen(seen)));
    return findings;
  }

  /** What a missing answer shows: nothing for sure where frames were not captured. */
  static Grounds missing(Observation observation, boolean whole) {
    return whole ? Grounds.seen(observation) : Grounds.guessed(observation);
  }

  /** What a connection showed; empty where it was broken off before anything was known. */
  public static List<Finding> of(HandshakeResult port) {
    Optional<InetAddress> by = port.error().map(HandshakeResult.Filter::from);
    return switch (port.status()) {
      case OPEN -> List.of(new PortOpen(port.port(), port.roundTrip(), answered(Came.ANSWER)));
      case CLOSED -> List.of(new PortClosed(port.port(), answered(Came.RESET)));
      case FILTERED ->
          List.of(
              filtered(
                  port.port(),
                  by,
                  port.error().map(error -> error.error().inWords()).orElse(""),
                  sent(port)));
      case UNKNOWN -> List.of();
    };
  }

  /**
   * What a connection showed, beside others from further ports of this machine.
   *
   * @param flows the others; none where they were not tried
   * @param again what connections from the same ports showed afterwards; none where they were not
   *     tried. What changes from one try to the next is no path
   */
  public static List<Finding> ofFlows(
      HandshakeResult first, List<HandshakeResult> flows, List<HandshakeResult> again) {
    List<HandshakeResult> all = new ArrayList<>(List.of(first));
    all.addAll(flows);
    Optional<HandshakeResult> open =
        all.stream().filter(flow -> flow.status() == HandshakeResult.Status.OPEN).findFirst();
    List<HandshakeResult> silent = all.stream().filter(TargetConclusions::isSilent).toList();
    if (open.isEmpty() && silent.contains(first)) {
      // routers ration their ICMP errors: an error about another connection explains this one, too
      return flows.stream()
          .filter(flow -> flow.error().isPresent())
          .findFirst()
          .map(TargetConclusions::of)
          .orElseGet(() -> silent(first.port(), all));
    }
    if (open.isEmpty() || silent.isEmpty()) {
      return of(first);
    }
    List<HandshakeResult> still = again.stream().filter(TargetConclusions::isSilent).toList();
    if (!localPorts(silent).equals(localPorts(still))) {
      return of(open.get()); // loss, a limited rate, or a busy server: no path
    }
    List<Finding> findings = new ArrayList<>(of(open.get()));
    int syns =
        Stream.concat(silent.stream(), still.stream()).mapToInt(TargetConclusions::sent).sum();
    findings.add(
        new SomeFlowsSilent(
            first.port(),
            all.size(),
            List.copyOf(localPorts(silent)),
            Grounds.seen(Observation.silence(Sent.SYN, 0, syns))));
    return findings;
  }

  /** So many SYNs are not lost by chance. Those of one connection may be: that is a guess. */
  private static List<Finding> silent(int port, List<HandshakeResult> flows) {
    int syns = flows.stream().mapToInt(TargetConclusions::sent).sum();
    Observation silence = Observation.silence(Sent.SYN, 0, syns);
    return List.of(
        new PortFiltered(port, Optional.empty(), "", missing(silence, flows.size() > 1)));
  }

  /** Whether some of several connections were answered, and others were not. */
  public static boolean differ(List<HandshakeResult> flows) {
    return flows.stream().anyMatch(TargetConclusions::isSilent)
        && flows.stream().anyMatch(flow -> flow.status() == HandshakeResult.Status.OPEN);
  }

  private static Set<Integer> localPorts(List<HandshakeResult> flows) {
    return flows.stream()
        .map(flow -> flow.syn().map(Tcp::sourcePort).orElse(0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isSilent(HandshakeResult flow) {
    return flow.status() == HandshakeResult.Status.FILTERED && flow.error().isEmpty();
  }

  /**
   * That a port let no connection be made: nothing answered the SYNs, or an ICMP error did. The
   * silence of one connection makes it a guess: its few SYNs may have been lost.
   *
   * @param by the host or router that sent the error
   * @param reason what its error means; empty without one
   */
  static PortFiltered filtered(int port, Optional<InetAddress> by, String reason, int syns) {
    Grounds grounds =
        by.isPresent()
            ? Grounds.seen(Observation.of(Sent.SYN, 0, syns, Came.UNREACHABLE, by))
            : Grounds.guessed(Observation.silence(Sent.SYN, 0, syns));
    return new PortFiltered(port, by, reason, grounds);
  }

  private static int sent(HandshakeResult port) {
    return (int) port.steps().stream().filter(step -> step.outgoing()).count();
  }

  /** What a connection of this machine's kernel showed. */
  public static List<Finding> of(KernelTcp port) {
    Optional<InetAddress> by = port.refusal().map(KernelTcp.Refusal::from);
    return switch (port.status()) {
      case OPEN ->
          List.of(
              new PortOpen(
                  port.port(),
                  port.facts().map(KernelTcp.Facts::roundTrip).orElse(0L),
                  answered(Came.ANSWER)));
      case CLOSED -> List.of(new PortClosed(port.port(), answered(Came.RESET)));
      case FILTERED ->
          List.of(
              filtered(
                  port.port(),
                  by,
                  port.refusal().map(refusal -> refusal.error().inWords()).orElse(""),
                  1));
    };
  }

  /** The grounds of a conclusion from the answer to a SYN. */
  static Grounds answered(Came came) {
    return Grounds.seen(Observation.of(Sent.SYN, 0, 1, came, Optional.empty()));
  }
}
