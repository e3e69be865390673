package dev.jnet.command.ping;

import dev.jnet.batch.BatchTask;
import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Via;
import dev.jnet.report.ping.PingReportContent;
import java.io.IOException;
import java.net.InetAddress;

/** The question about each of many hosts, without a line for each reply. */
record PingBatch(PingOptions options, Network network) implements BatchTask {
  @Override
  public OpenedTarget open(String host, InetAddress target) throws IOException {
    Via via = options.allowed(network.access());
    network.paths().routeFor(via);
    long seed = network.seed();
    return new OpenedTarget(
        network.openBestAvailable(target, via.filter()),
        path -> ask(host, path, options.question(target, path.hop(), via, seed)));
  }

  private static TargetQuestion<PingResult> ask(
      String host, NetworkPath path, PingQuestion question) {
    return new TargetQuestion<>(
        new PingDiagnosis(question),
        PingTurns.TIME,
        (result, tally, elapsed) ->
            new PingPrintout(
                new PingReportContent(host, question, path.access().after(tally), result),
                false,
                false));
  }

  @Override
  public String error(String host, IOException e) {
    return PingPrintout.error(host, e);
  }
}
