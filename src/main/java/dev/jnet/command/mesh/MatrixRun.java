package dev.jnet.command.mesh;

import dev.jnet.command.AnswerPrinter;
import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.JsonHeading;
import dev.jnet.console.OutputFile;
import dev.jnet.console.Printout;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.mesh.bus.NatsBus;
import dev.jnet.options.Arguments;
import dev.jnet.options.OptionValues;
import dev.jnet.options.OutputOptions;
import dev.jnet.report.mesh.MeshPage;
import dev.jnet.report.mesh.MeshReportContent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** {@code jnet mesh matrix} and {@code jnet mesh list}: what a controller does. */
record MatrixRun(Arguments arguments, Console console, BooleanSupplier stopped) {
  private static final Duration MAX_EVERY = Duration.ofDays(1);
  private static final long STEP = 100;

  /** Measures once, or again and again. */
  int matrix() throws IOException {
    RoundOptions options = RoundOptions.read(arguments);
    Optional<Duration> every = OptionValues.seconds(arguments, "--every", MAX_EVERY);
    String lab = arguments.value("--lab", null);
    if (lab != null) {
      PracticeMesh mesh = PracticeMesh.open(lab, 0, JsonHeading.version());
      return round(mesh.bus(), options, mesh::wallClock, mesh.names());
    }
    try (Bus bus = NatsBus.open(NatsOptions.read(arguments, "jnet mesh matrix"))) {
      int code = round(bus, options, System::currentTimeMillis, Map.of());
      while (every.isPresent() && waited(every.get())) {
        code = round(bus, options, System::currentTimeMillis, Map.of());
      }
      return code;
    }
  }

  /** Waits for the next round; false where Ctrl-C ends the wait. */
  private boolean waited(Duration every) throws IOException {
    long until = System.currentTimeMillis() + every.toMillis();
    try {
      while (!stopped.getAsBoolean() && System.currentTimeMillis() < until) {
        Thread.sleep(STEP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted", "interrupted");
    }
    return !stopped.getAsBoolean();
  }

  private int round(
      Bus bus, RoundOptions options, LongSupplier wallClock, Map<String, String> names)
      throws IOException {
    Map<String, Member> members = Members.of(bus);
    if (members.size() < 2) {
      throw new CommandException(
          "no-members", "a matrix needs two members; there are " + members.size());
    }
    List<PairResult> results = new Round(bus, options, wallClock, stopped).run(members);
    MeshReportContent content = MeshReportContent.of(List.copyOf(members.values()), results, names);
    String page = arguments.value("--html", null);
    if (page != null) {
      try (OutputFile file = OutputFile.open("--html", page)) {
        file.write(MeshPage.of(content));
        file.finish();
      }
    }
    return print(new MatrixPrintout(content));
  }

  /** Prints who takes part. */
  int list() throws IOException {
    try (Bus bus = NatsBus.open(NatsOptions.read(arguments, "jnet mesh list"))) {
      return print(new MembersPrintout(List.copyOf(Members.of(bus).values())));
    }
  }

  private int print(Printout printout) throws CommandException {
    AnswerPrinter printer = new AnswerPrinter(OutputOptions.of(arguments, console), console);
    printer.print(printout);
    console.out().flush();
    return printer.exitCode(printout);
  }
}
