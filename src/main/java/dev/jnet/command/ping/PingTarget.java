package dev.jnet.command.ping;

import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.network.Network;
import dev.jnet.options.OutputOptions;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.report.Access;
import dev.jnet.report.JsonLines;
import dev.jnet.report.ping.PingDocument;
import dev.jnet.report.ping.PingEventDocument;
import dev.jnet.report.ping.PingExplanation;
import dev.jnet.report.ping.PingFindings;
import dev.jnet.report.ping.PingLines;
import dev.jnet.report.ping.PingReport;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.Optional;

/** One host that is pinged, and what is printed about it. */
final class PingTarget implements PingLines.Names, NarratedPing.Narrator {
  private static final String ANSWERED = "\b \b";
  private static final int HOST_UNREACHABLE_V4 = 1;
  private static final int ADDRESS_UNREACHABLE_V6 = 3;

  private final String name;
  private final PingQuestion question;
  private final Access sight;
  private final PingOptions options;
  private final OutputOptions output;
  private final Console console;
  private final Network world;
  private final PingLines lines;
  private NarratedPing ping;
  private long missed;
  private long uncaptured;
  private boolean announced;

  PingTarget(
      String name,
      PingQuestion question,
      PingOptions options,
      OutputOptions output,
      Console console,
      Network world) {
    this.name = name;
    this.question = question;
    this.sight = world.access();
    this.options = options;
    this.output = output;
    this.console = console;
    this.world = world;
    this.lines = new PingLines(name, question, this, output.style());
  }

  /**
   * The name that is known by now for an address. As with ping: asked once, and not where the
   * target was given by its address.
   */
  @Override
  public Optional<String> nameOf(InetAddress address) {
    boolean byName = !name.equals(Addresses.text(question.target()));
    if (options.numeric() || !byName) {
      return Optional.empty();
    }
    world.names().askNameOf(address);
    return world.names().nameOf(address);
  }

  /** The same target, now that it is known how packets for it leave. */
  PingTarget reachedBy(PingQuestion better) {
    PingTarget target = new PingTarget(name, better, options, output, console, world);
    target.missed = missed;
    target.announced = announced;
    return target;
  }

  /** What pings it. */
  NarratedPing ping() {
    if (ping == null) {
      ping = new NarratedPing(new PingDiagnosis(question, missed), this);
    }
    return ping;
  }

  /** The first line. */
  void announce() {
    if (!output.json() && !announced) {
      console.out().println(lines.banner(from()));
      console.out().flush();
    }
    announced = true;
    nameOf(question.target()); // so that its name is known when it answers
  }

  /**
   * Probes were due for so many ns, and none could leave: as ping says it, the host is unreachable,
   * by this machine's own word.
   */
  void missed(long time) {
    PingQuestion.Schedule schedule = question.schedule();
    long due = Math.max(1, time / schedule.interval());
    long count = schedule.count() > 0 ? Math.min(due, schedule.count() - missed) : due;
    int code = question.version() == 4 ? HOST_UNREACHABLE_V4 : ADDRESS_UNREACHABLE_V6;
    IcmpError error = IcmpError.unreachable(question.version(), code, new byte[0]);
    for (long i = 0; i < count; i++) {
      missed++;
      int sequence = (int) missed & 0xffff;
      tell(new PingEvent.Sent(sequence));
      tell(new PingEvent.Failed(sequence, question.hop().source(), error, 0));
    }
  }

  /** Whether it is over before it began: as ping has it, with -w after the first error. */
  boolean isOver() {
    PingQuestion.Schedule schedule = question.schedule();
    return missed > 0
        && (schedule.deadline() > 0 || (schedule.count() > 0 && missed >= schedule.count()));
  }

  private Optional<String> from() {
    return options.from().isEmpty()
        ? options.from()
        : Optional.of(Addresses.text(question.hop().source()) + " " + options.from().get());
  }

  @Override
  public void tell(PingEvent event) {
    PrintWriter out = console.out();
    if (output.json()) {
      PingEventDocument document =
          options.flood() ? null : PingEventDocument.of(name, question.target(), event);
      if (document == null) {
        return;
      }
      out.println(JsonLines.of(document));
    } else if (output.quiet()) {
      return;
    } else if (options.flood()) {
      dot(event, out);
    } else {
      String line = lines.line(event);
      if (line.isEmpty()) {
        return;
      }
      out.println(line);
    }
    out.flush();
  }

  /** Of a flood the dots that remain are the probes that were not answered. */
  private static void dot(PingEvent event, PrintWriter out) {
    if (event instanceof PingEvent.Sent) {
      out.print('.');
    } else if (event instanceof PingEvent.Answer) {
      out.print(ANSWERED);
    } else {
      out.print("\bE");
    }
  }

  /** On its link so many frames were not captured. */
  void without(long frames) {
    uncaptured = frames;
  }

  /** What is said at the end. */
  void conclude() {
    PingFindings findings =
        new PingFindings(name, question, sight.without(uncaptured), ping().result());
    if (output.json()) {
      console.out().println(JsonLines.of(PingDocument.of(findings)));
    } else {
      boolean drawn = console.outIsTerminal() && !output.quiet();
      if (options.explain()) {
        console.out().print(PingExplanation.text(findings, output.style()));
      }
      console.out().print(PingReport.text(findings, drawn, output.style()));
    }
    console.out().flush();
  }

  /** 0 as ping has it: answered; and where so many answers were asked for in a time, all came. */
  int exitCode() {
    return exitCode(question, ping().result());
  }

  /** The same for a ping that is over. */
  static int exitCode(PingQuestion question, PingResult result) {
    boolean enough =
        question.schedule().deadline() == 0 || result.received() >= question.schedule().count();
    return result.received() > 0 && enough ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }
}
