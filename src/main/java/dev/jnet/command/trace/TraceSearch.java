package dev.jnet.command.trace;

import dev.jnet.command.CommandRun;
import dev.jnet.command.KernelWitness;
import dev.jnet.command.Nat64Discovery;
import dev.jnet.link.LinkException;
import dev.jnet.mtu.MtuResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.trace.HopNames;
import dev.jnet.report.trace.TraceReportContent;
import dev.jnet.trace.AutoTrace;
import dev.jnet.trace.Hop;
import dev.jnet.trace.TraceDiagnosis;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.trace.TraceResult;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Nat64Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One trace, with the names of the hops, and the MTU up to each hop if that is wanted. */
record TraceSearch(CommandRun run, TraceOptions options, NetworkPath path) {
  /** Longer than any trace whose waits have a limit, in ns. */
  static final long TIME = 86_400 * Nanos.SECOND;

  /**
   * The longest wait for the names of hops, once all else is known: a name server may be silent.
   */
  private static final Duration NAMES = Duration.ofMillis(500);

  /** Traces the path to a host. When the link breaks, the result is what is known so far. */
  NetworkPath.Outcome<TraceReportContent> search(String host, TraceQuestion question)
      throws IOException {
    NetworkPath.Outcome<TraceResult> hops = run.ask(path, diagnosis(question), TIME);
    TraceResult result = hops.result();
    boolean silent = !result.reached() && hops.tally().received() == 0;
    List<MtuResult> mtus = List.of();
    Tally tally = hops.tally();
    long elapsed = hops.elapsed();
    Optional<LinkException> broken = hops.broken();
    if (options.mtu() && result.reached() && broken.isEmpty() && !run.isStopped()) {
      NetworkPath.Outcome<List<MtuResult>> search =
          new TraceMtu(run, path, question.by(result.via())).search(result);
      mtus = search.result();
      tally = tally.plus(search.tally());
      elapsed += search.elapsed();
      broken = search.broken();
    }
    if (broken.isEmpty() && !run.isStopped()) {
      Via via = options.via().orElse(Via.ICMP);
      int arrived = mtus.isEmpty() ? 0 : mtus.get(mtus.size() - 1).lower();
      tally =
          tally.beside(
              KernelWitness.compare(run.network(), path, via, silent).besideArrived(arrived));
    }
    TraceReportContent content =
        new TraceReportContent(
            host,
            question.target(),
            path.shown(),
            path.access(),
            options.last().value(),
            result,
            mtus,
            translation(mtus),
            names(result),
            tally,
            elapsed);
    return new NetworkPath.Outcome<>(content, tally, elapsed, broken);
  }

  private Optional<Nat64Prefix> translation(List<MtuResult> mtus) {
    return mtus.isEmpty()
        ? Optional.empty()
        : Nat64Discovery.prefix(run.network(), path, mtus.get(0));
  }

  private Diagnosis<TraceResult> diagnosis(TraceQuestion question) {
    Diagnosis<TraceResult> trace =
        options.via().isPresent() ? new TraceDiagnosis(question) : new AutoTrace(question);
    return options.names() ? new NamingDiagnosis<>(trace, run.network()) : trace;
  }

  private HopNames names(TraceResult result) {
    int pending = options.names() ? run.network().names().awaitNames(NAMES) : 0;
    Stream<Hop> ofBranches = result.branches().stream().flatMap(each -> each.hops().stream());
    Stream<InetAddress> addresses =
        Stream.concat(result.hops().stream(), ofBranches).flatMap(hop -> hop.addresses().stream());
    return new HopNames(new AddressNames(run.network(), options.names()).of(addresses), pending);
  }
}
