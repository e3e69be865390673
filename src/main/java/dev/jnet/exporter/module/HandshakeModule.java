package dev.jnet.exporter.module;

import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.exporter.ModuleQuestion;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeOrder;
import dev.jnet.exporter.TargetState;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.PortSweep;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Via;
import dev.jnet.report.Metrics;
import dev.jnet.report.handshake.HandshakeReport;
import dev.jnet.report.handshake.HandshakeReportContent;
import dev.jnet.tcp.SynPatience;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks whether a TCP port is open. */
final class HandshakeModule implements ModuleQuestion {
  private static final int MAX_REPLY = 1 << 16;
  private static final double NANOS = 1e9;

  @Override
  public OpenedTarget open(ProbeOrder order, Network network, TargetState state)
      throws IOException {
    Via via = order.via().get(0);
    Port local = ProbePaths.segmentPort(network, order.address());
    NetworkPath path = ProbePaths.open(network, order.address(), via);
    HandshakeQuestion question =
        new HandshakeQuestion(
            order.address(),
            via.port().orElseThrow(),
            path.hop(),
            local,
            new SynPatience(Math.max(1, order.remaining()))
                .linux(Addresses.version(order.address()), path.hop().mtu()),
            false,
            new byte[0],
            MAX_REPLY,
            Nanos.SECOND,
            network.seed());
    return new OpenedTarget(path, known -> ask(order, known, question.by(known.hop())));
  }

  private static TargetQuestion<List<HandshakeResult>> ask(
      ProbeOrder order, NetworkPath path, HandshakeQuestion question) {
    return new TargetQuestion<>(
        new PortSweep(question, List.of(question.port().number()), inOrder -> {}),
        order.remaining(),
        (results, tally, elapsed) -> {
          HandshakeReportContent content =
              HandshakeReportContent.ofOwnTcp(
                      order.target(), List.of(), question, path.kernelMtu(), results)
                  .measured(tally, elapsed);
          return new ProbeAnswer(
              content.allOpen(),
              metrics(results.get(0)),
              style -> HandshakeReport.text(content, false, style));
        });
  }

  private static List<MetricSnapshot> metrics(HandshakeResult result) {
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(
        Metrics.gauges(
            "jnet_port_state",
            "What the TCP port is like: open, closed, filtered or unknown.",
            Map.of(Labels.of("state", result.status().word()), 1.0)));
    if (result.roundTrip() >= 0) {
      all.add(
          Metrics.gauge(
              "jnet_connect_seconds",
              "From the SYN to its answer, in seconds.",
              result.roundTrip() / NANOS));
    }
    return all;
  }
}
