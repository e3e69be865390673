package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.LocalFinding.AddressDuplicated;
import dev.jnet.finding.LocalFinding.BridgeDrops;
import dev.jnet.finding.LocalFinding.ConnectionTableFull;
import dev.jnet.finding.LocalFinding.InterfaceDrops;
import dev.jnet.finding.LocalFinding.Ipv6SwitchedOff;
import dev.jnet.finding.LocalFinding.NextHopAnswers;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.LocalFinding.OwnNatRewrites;
import dev.jnet.finding.LocalFinding.PathMtuLearned;
import dev.jnet.finding.LocalFinding.ProgramsAnswered;
import dev.jnet.finding.LocalFinding.ProgramsCannotSend;
import dev.jnet.finding.LocalFinding.ProgramsGetNothing;
import dev.jnet.finding.LocalFinding.ProgramsRerouted;
import dev.jnet.finding.LocalFinding.RepliesByOtherInterface;
import dev.jnet.finding.LocalFinding.ReportsDroppedHere;
import dev.jnet.finding.LocalFinding.ReversePathDrops;
import dev.jnet.finding.LocalFinding.RouteFound;
import dev.jnet.finding.LocalFinding.RouteLimitsSize;
import dev.jnet.finding.LocalFinding.RouteMissing;
import dev.jnet.finding.LocalFinding.StationsStacked;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.host.Interface;
import dev.jnet.host.Route;
import dev.jnet.link.FirstHop;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.probe.CachedPathMtu;
import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelDeparture;
import dev.jnet.probe.OtherWayBack;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.probe.RouteLimits;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv6;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows about this machine and its link. */
public final class LocalConclusions {
  private LocalConclusions() {}

  /** A route that the kernel has. */
  public static Finding routed(FirstHop hop) {
    return new RouteFound(
        hop.interfaceName(),
        hop.source(),
        hop.nextHop(),
        hop.mtu(),
        Grounds.seen(Observation.of(Sent.KERNEL_QUERY, 0, 1, Came.ANSWER, Optional.empty())));
  }

  /**
   * A route that the kernel does not have.
   *
   * @param words why, for a person
   * @param down the interfaces that are switched off
   */
  public static Finding notRouted(
      InetAddress target, RouteMissing.Why why, String words, List<String> down) {
    Observation query = Observation.of(Sent.KERNEL_QUERY, 0, 1, Came.ANSWER, Optional.empty());
    return new RouteMissing(target, why, words, down, Grounds.seen(query));
  }

  /** Silence of the next hop before the link could be used. */
  public static NextHopSilent silent(FirstHop hop, InetAddress target) {
    return new NextHopSilent(
        hop.nextHop(),
        hop.interfaceName(),
        hop.nextHop().equals(target),
        false,
        Grounds.seen(Observation.silence(Sent.NEIGHBOR_QUESTION, 0, 0)));
  }

  /** What the question for the next hop's hardware address showed. */
  public static List<Finding> of(ResolutionResult result, InetAddress target) {
    InetAddress nextHop = result.question().target();
    String interfaceName = result.question().interfaceName();
    if (result.mac().isEmpty()) {
      Observation silence = Observation.silence(Sent.NEIGHBOR_QUESTION, 0, result.asked());
      return List.of(
          new NextHopSilent(
              nextHop, interfaceName, nextHop.equals(target), false, Grounds.seen(silence)));
    }
    Observation answers =
        new Observation(
            Sent.NEIGHBOR_QUESTION,
            0,
            result.asked(),
            Came.ANSWER,
            result.answers().size(),
            Optional.of(nextHop));
    List<Finding> findings = new ArrayList<>();
    if (result.isConflict()) {
      findings.add(
          new AddressDuplicated(nextHop, interfaceName, result.macs(), Grounds.seen(answers)));
    }
    findings.add(new NextHopAnswers(nextHop, result.mac().get(), Grounds.seen(answers)));
    return findings;
  }

  /** That an interface takes frames for other stations of this machine. */
  public static Finding stations(String interfaceName) {
    return new StationsStacked(interfaceName, Grounds.seen(query(0)));
  }

  /** That an interface takes nothing. */
  public static Finding drops(String interfaceName, int frames) {
    return new InterfaceDrops(interfaceName, frames, Grounds.seen(query(0)));
  }

  /**
   * What the kernel's own packet showed, beside probes.
   *
   * @param probesAnswered whether injected probes of the same kind were answered, and fast enough
   *     that the kernel's answer would have come, too
   */
  public static List<Finding> of(KernelAnswer kernel, boolean probesAnswered) {
    return switch (kernel.came()) {
      case ANSWER -> List.of(new ProgramsAnswered(kernel.asked(), Grounds.seen(sent(kernel))));
      case TABLE_FULL ->
          List.of(
              new ConnectionTableFull(
                  kernel.room().orElseThrow().entries(),
                  kernel.room().orElseThrow().limit(),
                  Grounds.seen(sent(kernel))));
      case NOT_SENT, NO_NEIGHBOR ->
          List.of(
              new ProgramsCannotSend(kernel.asked(), kernel.reason(), Grounds.seen(sent(kernel))));
      case REPORT_DROPPED, ERROR_DROPPED ->
          List.of(
              new ReportsDroppedHere(
                  kernel.came() == KernelAnswer.Came.REPORT_DROPPED,
                  Grounds.inferred(Basis.PROBES_BESIDE_PROGRAMS, sent(kernel))));
      case REVERSE_PATH ->
          List.of(new ReversePathDrops(kernel.droppedOn(), 0, Grounds.seen(sent(kernel))));
      case INTERFACE_DROPS -> List.of(drops(kernel.droppedOn(), kernel.at().get().refused()));
      case BRIDGE_DROPS_SENT, BRIDGE_DROPS_ANSWER ->
          List.of(
              new BridgeDrops(
                  kernel.droppedOn(),
                  kernel.came() == KernelAnswer.Came.BRIDGE_DROPS_ANSWER,
                  Grounds.seen(sent(kernel))));
      case ANSWER_NOT_TAKEN ->
          List.of(
              new ProgramsGetNothing(kernel.asked(), Grounds.inferred(Basis.KERNEL, sent(kernel))));
      case NOTHING, REFUSED, ANSWER_DROPPED ->
          probesAnswered || kernel.came() == KernelAnswer.Came.ANSWER_DROPPED
              ? List.of(
                  new ProgramsGetNothing(
                      kernel.asked(), Grounds.inferred(Basis.PROBES_BESIDE_PROGRAMS, sent(kernel))))
              : List.of();
    };
  }

  /**
   * These findings, with what programs get where a target answered no probe, with how else their
   * packets fare, and with the interfaces by which replies came.
   */
  public static List<Finding> beside(
      List<Finding> findings, ProgramTraffic programs, List<OtherWayBack> waysBack) {
    Optional<KernelAnswer.Came> kernel = unheard(programs, waysBack);
    if (programs.isSame() && waysBack.isEmpty()) {
      return findings;
    }
    List<Finding> all = new ArrayList<>();
    for (Finding each : findings) {
      all.add(
          each instanceof Unanswered none
              ? new Unanswered(none.by(), none.reason(), kernel, none.grounds())
              : each);
    }
    all.addAll(of(programs, false));
    all.addAll(of(waysBack));
    return all;
  }

  /**
   * What the kernel got where probes were not answered.
   *
   * @param waysBack the other interfaces by which replies came; those that the kernel drops are no
   *     answers
   */
  public static Optional<KernelAnswer.Came> unheard(
      ProgramTraffic programs, List<OtherWayBack> waysBack) {
    for (OtherWayBack each : waysBack) {
      if (each.dropped()) {
        return Optional.of(KernelAnswer.Came.REVERSE_PATH);
      }
    }
    return programs.answer().map(KernelAnswer::came);
  }

  /** What follows from the interfaces by which replies came, other than that of the probes. */
  public static List<Finding> of(List<OtherWayBack> waysBack) {
    List<Finding> all = new ArrayList<>();
    for (OtherWayBack each : waysBack) {
      all.add(
          each.dropped()
              ? new ReversePathDrops(each.interfaceName(), each.replies(), Grounds.seen(query(0)))
              : new RepliesByOtherInterface(each.interfaceName(), each.replies(), Grounds.seen()));
    }
    return all;
  }

  /**
   * What follows from how the packets of programs fare, beside probes.
   *
   * @param probesAnswered whether injected probes of the same kind were answered
   */
  public static List<Finding> of(ProgramTraffic programs, boolean probesAnswered) {
    List<Finding> all = new ArrayList<>();
    programs.answer().ifPresent(kernel -> all.addAll(of(kernel, probesAnswered)));
    addWays(programs, all);
    return all;
  }

  private static void addWays(ProgramTraffic programs, List<Finding> all) {
    programs.departure().ifPresent(departure -> all.add(of(departure)));
    programs.limits().ifPresent(limits -> all.add(of(limits)));
    programs.cached().ifPresent(cached -> all.add(of(cached)));
  }

  /** What follows from how the kernel's own packet left. */
  public static Finding of(KernelDeparture departure) {
    Observation packet = Observation.silence(Sent.KERNEL_PACKET, 0, 1);
    return departure.isTranslated()
        ? new OwnNatRewrites(departure, Grounds.seen(packet))
        : new ProgramsRerouted(departure, Grounds.seen(packet));
  }

  /** What follows from the limits of a route. */
  public static Finding of(RouteLimits limits) {
    return new RouteLimitsSize(
        limits,
        Grounds.seen(
            Observation.of(Sent.KERNEL_QUERY, limits.mtu(), 1, Came.ANSWER, Optional.empty())));
  }

  /** What follows from the kernel's path MTU. */
  private static Finding of(CachedPathMtu cached) {
    Observation query = query(cached.bytes());
    if (!cached.isStale()) {
      return new PathMtuLearned(cached.target(), cached.bytes(), Grounds.seen(query));
    }
    Observation arrived =
        Observation.of(Sent.FLOW, cached.arrived(), 1, Came.ANSWER, Optional.of(cached.target()));
    return new StaleCache(
        cached.bytes(),
        cached.arrived(),
        Addresses.version(cached.target()),
        Grounds.seen(query, arrived));
  }

  private static Observation sent(KernelAnswer kernel) {
    boolean answered = kernel.came() == KernelAnswer.Came.ANSWER;
    return answered
        ? Observation.of(Sent.KERNEL_PACKET, 0, 1, Came.ANSWER, Optional.empty())
        : Observation.silence(Sent.KERNEL_PACKET, 0, 1);
  }

  /**
   * What follows from this machine's interfaces, and from the kernel's route to a destination.
   *
   * @param route to a destination; empty where none was asked for
   */
  public static List<Finding> ofInterfaces(List<Interface> interfaces, Optional<Route> route) {
    List<Finding> findings = new ArrayList<>();
    route.ifPresent(way -> findings.addAll(ofRoute(way)));
    for (Interface each : interfaces) {
      if (each.mtu() < Ipv6.MINIMUM_MTU) {
        Grounds grounds = Grounds.inferred(Basis.KERNEL, query(each.mtu()));
        findings.add(new Ipv6SwitchedOff(each.name(), each.mtu(), grounds));
      }
    }
    return List.copyOf(findings);
  }

  private static List<Finding> ofRoute(Route route) {
    List<Finding> findings = new ArrayList<>();
    if (route.type() == Route.Type.UNICAST && route.source() != null) {
      findings.add(
          new RouteFound(
              route.device().name(),
              route.source(),
              route.nextHop(),
              route.device().mtu(route.destination()),
              Grounds.seen(query(0))));
    }
    if (route.hasLearnedMtu()) {
      findings.add(
          new PathMtuLearned(route.destination(), route.pathMtu(), Grounds.seen(query(0))));
    }
    return findings;
  }

  private static Observation query(int bytes) {
    return Observation.of(Sent.KERNEL_QUERY, bytes, 1, Came.ANSWER, Optional.empty());
  }
}
