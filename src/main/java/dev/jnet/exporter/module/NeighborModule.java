package dev.jnet.exporter.module;

import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.console.CommandException;
import dev.jnet.exporter.ModuleQuestion;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeOrder;
import dev.jnet.exporter.TargetState;
import dev.jnet.link.pcap.Capture;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.neighbor.Resolution;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Via;
import dev.jnet.report.Metrics;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Asks which station on this machine's link has an address, by ARP or neighbor discovery. */
final class NeighborModule implements ModuleQuestion {
  @Override
  public OpenedTarget open(ProbeOrder order, Network network, TargetState state)
      throws IOException {
    ProbePaths.open(network, order.address(), Via.ICMP); // its link captures for all modules
    NetworkPath path =
        network.open(
            network.paths().onLink(order.address()),
            new Capture("arp or icmp6", Network.SNAP_FOR_HEADERS));
    NeighborQuestion question =
        path.question()
            .orElseThrow(
                () ->
                    new CommandException(
                        "no-arp",
                        Addresses.text(order.address())
                            + " is on a link without ARP and neighbor discovery"));
    return new OpenedTarget(
        path.to(MacAddress.ZERO), // the question does not take it
        known ->
            new TargetQuestion<>(
                new Resolution(question),
                order.remaining(),
                (result, tally, elapsed) -> answer(result, state)));
  }

  private static ProbeAnswer answer(ResolutionResult result, TargetState state) {
    result.mac().ifPresent(state.station()::note);
    List<MetricSnapshot> metrics =
        List.of(
            Metrics.gauge(
                "jnet_neighbor_stations",
                "How many stations claim the address; more than one is a conflict.",
                result.macs().size()),
            Metrics.counter(
                "jnet_neighbor_changes",
                "How often another station answered than in the scrape before.",
                (double) state.station().count()));
    String address = Addresses.text(result.question().target());
    String stations =
        result.macs().stream().map(MacAddress::toString).collect(Collectors.joining(", "));
    return new ProbeAnswer(
        result.mac().isPresent(),
        metrics,
        style ->
            stations.isEmpty()
                ? address + ": no station answers\n"
                : address + " is at " + stations + "\n");
  }
}
