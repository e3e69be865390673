package dev.jnet.command.trace;

import dev.jnet.batch.BatchTask;
import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Via;
import dev.jnet.report.trace.HopNames;
import dev.jnet.report.trace.TraceReportContent;
import dev.jnet.trace.AutoTrace;
import dev.jnet.trace.TraceDiagnosis;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.trace.TraceResult;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Asks for the hops to each of many hosts, without their names and MTUs. */
record TraceBatch(TraceOptions options, Network network) implements BatchTask {
  @Override
  public OpenedTarget open(String host, InetAddress target) throws IOException {
    TraceOptions allowed = options.allowed(network.access());
    network.paths().routeFor(allowed.via().orElse(Via.ICMP));
    NetworkPath path = network.openBestAvailable(target, TraceFilter.FROM_ANYBODY);
    long seed = network.seed();
    return new OpenedTarget(
        path, known -> ask(host, known, allowed, allowed.question(target, known.hop(), seed)));
  }

  private static TargetQuestion<TraceResult> ask(
      String host, NetworkPath path, TraceOptions allowed, TraceQuestion question) {
    return new TargetQuestion<>(
        allowed.via().isPresent()
            ? TraceDiagnosis.sparing(question)
            : new AutoTrace(question, true),
        TraceSearch.TIME,
        (result, tally, elapsed) ->
            new TracePrintout(
                new TraceReportContent(
                    host,
                    question.target(),
                    path.shown(),
                    path.access(),
                    question.scope().last().value(),
                    result,
                    List.of(),
                    Optional.empty(),
                    HopNames.NONE,
                    tally,
                    elapsed)));
  }

  @Override
  public String error(String host, IOException e) {
    return TracePrintout.error(host, e);
  }
}
