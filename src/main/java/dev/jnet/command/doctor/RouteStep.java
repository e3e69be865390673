package dev.jnet.command.doctor;

import dev.jnet.console.CommandException;
import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.LocalFinding.RouteMissing.Why;
import dev.jnet.host.Interface;
import dev.jnet.host.LinkKind;
import dev.jnet.link.FirstHop;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.RouteLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How packets for an address leave this machine, with the link opened if they can.
 *
 * @param hop how they leave; empty when there is no route
 * @param path the opened path; empty when nothing can be sent
 * @param question the question for the next hop's hardware address; empty when there is none to ask
 * @param results the results of the steps so far
 */
record RouteStep(
    Optional<FirstHop> hop,
    Optional<NetworkPath> path,
    Optional<NeighborQuestion> question,
    List<StepResult> results) {
  /**
   * Opens the path to an address.
   *
   * @param filter what has to be captured
   * @param snap bytes of each frame that are captured
   * @throws IOException when the link cannot be opened for another reason than the route
   */
  static RouteStep open(Network network, InetAddress target, String filter, int snap)
      throws IOException {
    NetworkPath planned;
    try {
      planned = network.paths().to(target);
    } catch (CommandException e) {
      return e.hop().isPresent()
          ? unknownNeighbor(e.hop().get(), target)
          : notRouted(network, target, e);
    } catch (IOException e) {
      return notRouted(network, target, e);
    }
    List<Finding> ofRoute = new ArrayList<>(List.of(LocalConclusions.routed(planned.shown())));
    Optional<RouteLimits> limits = network.kernelProbes().limits(planned);
    limits.ifPresent(says -> ofRoute.add(LocalConclusions.of(says)));
    StepResult routed = StepResult.of(StepName.ROUTE, ofRoute, 0);
    try {
      NetworkPath path = network.openBestAvailable(target, filter, snap);
      return new RouteStep(
          Optional.of(path.shown()),
          Optional.of(path),
          network.access().isWhole() ? planned.question() : Optional.empty(),
          List.of(routed));
    } catch (CommandException e) {
      if (CommandException.code(e).equals("interrupted")) {
        return new RouteStep(
            Optional.of(planned.shown()), Optional.empty(), Optional.empty(), List.of(routed));
      }
      FirstHop hop = e.hop().orElseThrow(() -> e);
      return silent(hop, routed, NextHopSilence.findings(network, planned, hop));
    }
  }

  /** No machine of a practice network has the address. */
  private static RouteStep unknownNeighbor(FirstHop hop, InetAddress target) {
    StepResult routed = StepResult.of(StepName.ROUTE, List.of(LocalConclusions.routed(hop)), 0);
    return silent(hop, routed, List.of(LocalConclusions.silent(hop, target)));
  }

  private static RouteStep silent(FirstHop hop, StepResult routed, List<Finding> findings) {
    StepResult silence = StepResult.of(StepName.NEXT_HOP, findings, 0);
    return new RouteStep(
        Optional.of(hop), Optional.empty(), Optional.empty(), List.of(routed, silence));
  }

  private static RouteStep notRouted(Network network, InetAddress target, IOException e)
      throws IOException {
    Why why =
        switch (CommandException.code(e)) {
          case "no-route" -> Why.NO_ROUTE;
          case "no-ipv6" -> Why.NO_IPV6;
          case "interface-down" -> Why.INTERFACE_DOWN;
          case "unreachable", "prohibited", "blackhole-route" -> Why.REFUSED;
          case "no-source" -> Why.NO_SOURCE;
          default -> null;
        };
    if (why == null) {
      throw e;
    }
    List<String> down =
        network.tables().interfaces().stream()
            .filter(each -> !each.up() && each.kind() != LinkKind.LOOPBACK)
            .map(Interface::name)
            .toList();
    StepResult result =
        StepResult.of(
            StepName.ROUTE,
            List.of(LocalConclusions.notRouted(target, why, e.getMessage(), down)),
            0);
    return new RouteStep(Optional.empty(), Optional.empty(), Optional.empty(), List.of(result));
  }
}
