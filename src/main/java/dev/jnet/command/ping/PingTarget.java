package dev.jnet.command.ping;

import dev.jnet.command.CommandRun;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.UnsentProbes;
import dev.jnet.report.ping.PingFindings;

/** One host that is pinged. */
final class PingTarget {
  private final String host;
  private final PingOptions options;
  private final CommandRun run;
  private final UnsentProbes unsent;
  private PingQuestion question;
  private PingPrinter printer;
  private NarratedPing ping;
  private long uncaptured;
  private boolean announced;

  PingTarget(String host, PingQuestion question, PingOptions options, CommandRun run) {
    this.host = host;
    this.options = options;
    this.run = run;
    this.unsent = new UnsentProbes(question.schedule(), question.version());
    reachedBy(question);
  }

  /** Takes the question as it is now that it is known how packets leave. */
  void reachedBy(PingQuestion better) {
    question = better;
    printer = new PingPrinter(host, better, options, run);
  }

  /** What pings it: after this its question stays. */
  NarratedPing ping() {
    if (ping == null) {
      ping = new NarratedPing(new PingDiagnosis(question, unsent.count()), printer::tell);
    }
    return ping;
  }

  /** Prints the first line, unless it is printed already. */
  void announce() {
    if (!announced) {
      printer.announce();
    }
    announced = true;
    printer.nameOf(question.target()); // so that its name is known when it answers
  }

  /** For so many ns nobody answered for the next hop's hardware address, and no probe left. */
  void waited(long nanos) {
    unsent.pass(nanos, question.hop().source()).forEach(printer::tell);
  }

  /** Whether the ping is over before it began. */
  boolean isOver() {
    return unsent.isOver();
  }

  /** On the link so many frames were not captured. */
  void without(long frames) {
    uncaptured = frames;
  }

  /** Prints the sums; the exit code that they stand for. */
  int conclude() {
    PingFindings findings =
        new PingFindings(
            host, question, run.network().access().without(uncaptured), ping().result());
    PingPrintout sums = printer.printout(findings);
    printer.conclude(sums);
    return sums.exitCode();
  }
}
