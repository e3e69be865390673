package dev.jnet.command.mesh;

import dev.jnet.console.CommandException;
import dev.jnet.console.JsonHeading;
import dev.jnet.console.OutputFile;
import dev.jnet.console.Pause;
import dev.jnet.console.TerminalScreen;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.mesh.bus.NatsBus;
import dev.jnet.options.Arguments;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.ShellLine;
import dev.jnet.report.Style;
import dev.jnet.report.mesh.MeshPage;
import dev.jnet.report.mesh.MeshReportContent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** {@code jnet mesh matrix}: a controller orders rounds, and shows what they found. */
record MatrixRun(Arguments arguments, Answers answers, BooleanSupplier stopped) {
  private static final Duration DEFAULT_WATCH = Duration.ofSeconds(10);

  /** Where a round is held. */
  private record Place(
      Bus bus,
      LongSupplier wallClock,
      Map<String, String> names,
      Members members,
      OnceTold complaints) {}

  /** Measures once, or again and again. Returns the exit code of the last round. */
  int run() throws IOException {
    RoundOptions options = RoundOptions.read(arguments);
    Optional<Duration> every = RoundOptions.every(arguments);
    OnceTold complaints = new OnceTold(answers.console()::complain);
    String lab = arguments.value("--lab", null);
    if (lab != null) {
      PracticeMesh mesh = PracticeMesh.open(lab, 0, JsonHeading.version());
      Place place =
          new Place(
              mesh.bus(),
              mesh::wallClock,
              mesh.names(),
              new Members(mesh.bus(), complaints),
              complaints);
      return answers.print(printout(place, options));
    }
    try (Bus bus = NatsBus.open(NatsOptions.read(arguments, "matrix"))) {
      Place place =
          new Place(
              bus, System::currentTimeMillis, Map.of(), new Members(bus, complaints), complaints);
      if (arguments.has("--watch") && isDrawn()) {
        return onScreen(place, options, every.orElse(DEFAULT_WATCH));
      }
      every.ifPresent(time -> answers.console().tryOut());
      Rounds rounds = new Rounds(new Pause(stopped), every);
      int code = 0;
      while (rounds.isNextDue()) {
        code = answers.print(printout(place, options));
      }
      return code;
    }
  }

  private boolean isDrawn() throws CommandException {
    OutputOptions output = answers.output();
    return answers.console().outIsTerminal() && !output.json() && !output.quiet();
  }

  private int onScreen(Place place, RoundOptions options, Duration every) throws IOException {
    MatrixPrintout last = null;
    try (TerminalScreen screen = TerminalScreen.open()) {
      BooleanSupplier over = () -> stopped.getAsBoolean() || isQuit(screen);
      Rounds rounds = new Rounds(new Pause(over), Optional.of(every));
      while (rounds.isNextDue()) {
        last = printout(place, options);
        Style style = answers.output().style();
        Style onScreen = style.withWidth(screen.width());
        screen.show(last.text(onScreen).lines().toList());
      }
    }
    return last == null ? 0 : answers.print(last);
  }

  private static boolean isQuit(TerminalScreen screen) {
    try {
      return screen.quit();
    } catch (IOException terminalIsGone) {
      return true;
    }
  }

  private MatrixPrintout printout(Place place, RoundOptions options) throws IOException {
    Map<String, Member> members = place.members().forRound();
    if (members.size() < 2) {
      throw new CommandException(
          "no-members", "a matrix needs two members; there are " + members.size());
    }
    List<PairResult> results =
        new Round(place.bus(), options, place.wallClock(), stopped)
            .run(members, place.complaints());
    MeshReportContent content =
        MeshReportContent.of(List.copyOf(members.values()), results, place.names());
    String page = arguments.value("--html", null);
    if (page != null) {
      try (OutputFile file = OutputFile.open("--html", page)) {
        file.write(MeshPage.of(content, JsonHeading.origin(ShellLine.of(arguments))));
        file.finish();
      }
    }
    return new MatrixPrintout(content);
  }
}
