package dev.jnet.exporter.module;

import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.exporter.ModuleQuestion;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeOrder;
import dev.jnet.exporter.RoundTripHistogram;
import dev.jnet.exporter.TargetState;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Via;
import dev.jnet.report.Metrics;
import dev.jnet.report.ping.PingReport;
import dev.jnet.report.ping.PingReportContent;
import dev.jnet.unit.Nanos;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Asks whether the host answers, and how fast. */
final class PingModule implements ModuleQuestion {
  @Override
  public OpenedTarget open(ProbeOrder order, Network network, TargetState state)
      throws IOException {
    Via via = UnprivilegedProbes.usable(order.via(), network.access()).get(0);
    NetworkPath path = ProbePaths.open(network, order.address(), via);
    long seed = network.seed();
    return new OpenedTarget(
        path,
        known ->
            ask(
                order,
                known,
                new PingQuestion(
                    order.address(),
                    known.hop(),
                    via,
                    PingQuestion.Shape.DEFAULT,
                    schedule(order),
                    seed),
                state));
  }

  private static PingQuestion.Schedule schedule(ProbeOrder order) {
    long interval = Nanos.of(order.module().interval());
    long patience = Math.min(Nanos.SECOND, Math.max(1, order.remaining()));
    return new PingQuestion.Schedule(
        order.module().packets(), interval, false, 0, patience, Nanos.SECOND);
  }

  private static TargetQuestion<PingResult> ask(
      ProbeOrder order, NetworkPath path, PingQuestion question, TargetState state) {
    PingDiagnosis ping = new PingDiagnosis(question);
    return new TargetQuestion<>(
        ping,
        order.remaining(),
        (result, tally, elapsed) -> {
          count(ping, state.roundTrips());
          PingReportContent content =
              new PingReportContent(order.target(), question, path.access().after(tally), result);
          return new ProbeAnswer(
              result.received() > 0,
              metrics(result, state.roundTrips()),
              style -> PingReport.text(content, false, style));
        });
  }

  private static void count(PingDiagnosis ping, RoundTripHistogram roundTrips) {
    for (Optional<PingEvent> event = ping.event(); event.isPresent(); event = ping.event()) {
      boolean counts =
          event.get() instanceof PingEvent.Answer answer
              && !answer.marks().contains(PingEvent.Mark.DUPLICATE)
              && !answer.marks().contains(PingEvent.Mark.BAD_CHECKSUM);
      if (counts) {
        roundTrips.add(((PingEvent.Answer) event.get()).roundTrip());
      }
    }
  }

  private static List<MetricSnapshot> metrics(PingResult result, RoundTripHistogram roundTrips) {
    return List.of(
        Metrics.gauge(
            "jnet_probe_packets", "Packets that this probe sent.", (double) result.sent()),
        Metrics.gauge(
            "jnet_loss_ratio",
            "The share of this probe's packets that were not answered, 0 to 1.",
            result.lossPercent() / 100),
        roundTrips.snapshot());
  }
}
