package dev.jnet.command.ping;

import dev.jnet.command.CommandRun;
import dev.jnet.command.KernelWitness;
import dev.jnet.network.NetworkPath;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.UnsentProbes;
import dev.jnet.probe.Tally;
import dev.jnet.report.ping.PingReportContent;
import java.util.Optional;
import java.util.function.IntSupplier;

/** One host that is pinged. */
final class PingTarget {
  private final String host;
  private final PingOptions options;
  private final CommandRun run;
  private final IntSupplier requests;
  private final UnsentProbes unsent;
  private PingQuestion question;
  private long waited;
  private PingPrinter printer;
  private NarratedPing ping;
  private Tally seen = new Tally(0, 0, 0);
  private Optional<NetworkPath> witnessed = Optional.empty();
  private boolean announced;

  /**
   * A host that is not pinged yet.
   *
   * @param requests how often the user has asked for the statistics so far
   */
  PingTarget(
      String host,
      PingQuestion question,
      PingOptions options,
      CommandRun run,
      IntSupplier requests) {
    this.host = host;
    this.requests = requests;
    this.options = options;
    this.run = run;
    this.unsent = new UnsentProbes(question.schedule(), question.version());
    reachedBy(question);
  }

  /** Replaces the question, now that it is known how packets leave. */
  void reachedBy(PingQuestion better) {
    question = better;
    printer = new PingPrinter(host, better, options, run);
  }

  /** The diagnosis that pings the host. After the first call the question does not change. */
  NarratedPing ping() {
    if (ping == null) {
      ping = new NarratedPing(new PingDiagnosis(question, unsent), printer, requests, waited);
    }
    return ping;
  }

  /** Prints the first line, unless it is printed already. */
  void announce() {
    if (!announced) {
      printer.announce();
    }
    announced = true;
    printer.askName();
  }

  /**
   * Notes that the next hop did not give its hardware address for {@code nanos} ns, so that no
   * probe left.
   */
  void waited(long nanos) {
    waited += nanos;
    unsent.pass(nanos, question.hop().source()).forEach(each -> printer.tell(each, waited));
  }

  /** The name by which it was asked for. */
  String host() {
    return host;
  }

  /** Whether the ping is over before its first probe. */
  boolean isOver() {
    return unsent.isOver();
  }

  /** What the run saw on the link. */
  void after(Tally tally) {
    seen = tally;
  }

  /** Sets the path by which the kernel asks too; empty when it does not. */
  void witnessedOn(Optional<NetworkPath> path) {
    witnessed = path;
  }

  /** Compares with what the kernel gets. In silence it asks only if probes have the usual shape. */
  void askKernel() {
    if (witnessed.isPresent() && !run.isStopped()) {
      boolean silent = question.shape().isUsual() && seen.received() == 0;
      boolean arrived = question.isUnsplit() && ping().result().received() > 0;
      seen =
          seen.beside(
              KernelWitness.compare(run.network(), witnessed.get(), question.via(), silent)
                  .besideArrived(arrived ? question.packetLength() : 0));
    }
  }

  /** Prints the statistics. Returns their exit code. */
  int conclude() {
    PingReportContent content =
        new PingReportContent(host, question, run.network().access().after(seen), ping().result());
    PingPrintout sums = printer.printout(content);
    printer.conclude(sums);
    return run.exitCode(sums);
  }
}
