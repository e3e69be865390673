package dev.jnet.exporter.module;

import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.exporter.ModuleQuestion;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeOrder;
import dev.jnet.exporter.TargetState;
import dev.jnet.mss.MssDiagnosis;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.segment.SegmentMtuDiagnosis;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.report.Metrics;
import dev.jnet.report.mss.MssReport;
import dev.jnet.report.mss.MssReportContent;
import dev.jnet.tcp.SynPatience;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks how much data a TCP segment carries, and who decided it. */
final class MssModule implements ModuleQuestion {
  @Override
  public OpenedTarget open(ProbeOrder order, Network network, TargetState state)
      throws IOException {
    Via via = order.via().get(0);
    Port local = ProbePaths.segmentPort(network, order.address());
    NetworkPath path = ProbePaths.open(network, order.address(), via);
    long seed = network.seed();
    return new OpenedTarget(
        path,
        known ->
            ask(
                order,
                new MssQuestion(
                    order.address(),
                    via.port().orElseThrow(),
                    known.hop(),
                    local,
                    new SynPatience(Math.max(1, order.remaining()))
                        .linux(Addresses.version(order.address()), known.hop().mtu()),
                    seed)));
  }

  private static TargetQuestion<MssAndPath.Result> ask(ProbeOrder order, MssQuestion question) {
    return new TargetQuestion<>(
        new MssAndPath(question),
        order.remaining(),
        (result, tally, elapsed) -> {
          MssReportContent content =
              new MssReportContent(
                  order.target(),
                  question,
                  result.syns(),
                  result.path(),
                  Optional.empty(),
                  tally,
                  elapsed);
          return new ProbeAnswer(
              result.syns().status() == MssResult.Status.OPEN,
              metrics(content),
              style -> MssReport.text(content, style));
        });
  }

  private static List<MetricSnapshot> metrics(MssReportContent content) {
    if (content.result().status() != MssResult.Status.OPEN) {
      return List.of();
    }
    Map<Labels, Double> sizes = new LinkedHashMap<>();
    sizes.put(Labels.of("source", "announced"), (double) content.theirMss());
    content
        .result()
        .clamp()
        .ifPresent(
            clamp -> sizes.put(Labels.of("source", "clamped"), (double) content.theirSegments()));
    sizes.put(Labels.of("source", "usable"), (double) content.usable());
    return List.of(
        Metrics.gauges(
            "jnet_mss_bytes",
            "Maximum segment sizes: what the target announced, what a router made of this"
                + " machine's, and what really gets through.",
            sizes),
        FindingMetrics.of(content.conclusions()));
  }

  /** Asks what the SYNs say about segments, and, where the port is open, what the path carries. */
  private static final class MssAndPath implements Diagnosis<MssAndPath.Result> {
    /** How long to wait for a SYN-ACK from a port that is known to be open, in ns. */
    private static final long OPEN_PORT_PATIENCE = 2 * Nanos.SECOND;

    private final MssQuestion question;
    private final MssDiagnosis syns;
    private Optional<SegmentMtuDiagnosis> path = Optional.empty();

    /**
     * The answer.
     *
     * @param path empty where the port is not open
     */
    record Result(MssResult syns, Optional<MtuResult> path) {}

    MssAndPath(MssQuestion question) {
      this.question = question;
      this.syns = new MssDiagnosis(question);
    }

    @Override
    public Optional<Probe> next(long now) {
      if (path.isEmpty()) {
        Optional<Probe> probe = syns.next(now);
        if (probe.isPresent() || !syns.done() || !isOpen()) {
          return probe;
        }
        Mtu most = MtuQuestion.most(question.hop(), Addresses.version(question.target()));
        MtuQuestion size =
            new MtuQuestion(question.target(), question.hop(), most, question.seed());
        path =
            Optional.of(
                new SegmentMtuDiagnosis(
                    size, question.port(), question.localPort(), OPEN_PORT_PATIENCE));
      }
      return path.get().next(now);
    }

    private boolean isOpen() {
      return syns.result().status() == MssResult.Status.OPEN;
    }

    private Diagnosis<?> current() {
      return path.isPresent() ? path.get() : syns;
    }

    @Override
    public void accept(Reply reply) {
      current().accept(reply);
    }

    @Override
    public void missedFrames() {
      current().missedFrames();
    }

    @Override
    public void left(Probe probe, long at) {
      current().left(probe, at);
    }

    @Override
    public long wakeAt() {
      boolean isBetween = path.isEmpty() && syns.done() && isOpen();
      return isBetween ? Long.MIN_VALUE : current().wakeAt();
    }

    @Override
    public boolean done() {
      return path.isPresent() ? path.get().done() : syns.done() && !isOpen();
    }

    @Override
    public Result result() {
      return new Result(syns.result(), path.map(SegmentMtuDiagnosis::result));
    }
  }
}
