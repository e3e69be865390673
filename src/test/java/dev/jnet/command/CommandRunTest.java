package dev.jnet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.Console;
import dev.jnet.console.Printout;
import dev.jnet.link.LinkException;
import dev.jnet.network.LabNetworks;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.OutputOptions;
import dev.jnet.probe.Tally;
import dev.jnet.report.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandRunTest {
  private final StringWriter out = new StringWriter();
  private final Console console =
      new Console(
          new PrintWriter(out), new PrintWriter(new StringWriter()), false, false, Map.of());
  private boolean stopped;

  private record Answer(int exitCode) implements Printout {
    @Override
    public List<String> json() {
      return List.of("{\"answer\":1}");
    }

    @Override
    public String bare(Style style) {
      return "1500\n";
    }

    @Override
    public String text(Style style) {
      return "a report\n";
    }
  }

  private CommandRun run(boolean json, boolean quiet) throws IOException {
    return CommandRun.open(
        LabNetworks.homeOptions(),
        new OutputOptions(json, quiet, Style.PLAIN, Optional.empty()),
        console,
        () -> stopped);
  }

  private static NetworkPath.Outcome<Answer> outcome(int received, LinkException broken) {
    return new NetworkPath.Outcome<>(
        new Answer(1), new Tally(1, received, 0), 0, Optional.ofNullable(broken));
  }

  @Test
  void answerIsPrintedInTheFormThatIsWanted() throws IOException {
    for (boolean[] form : new boolean[][] {{false, false}, {true, false}, {false, true}}) {
      try (CommandRun run = run(form[0], form[1])) {
        assertEquals(1, run.print(outcome(1, null)));
      }
    }
    assertEquals(
        "a report\n{\"schema\":2,\"version\":\"0\",\"time\":\"…\",\"answer\":1}\n1500\n",
        out.toString().replaceAll("\"time\":\"[^\"]+\"", "\"time\":\"…\""));
  }

  @Test
  void answerWithoutAnyReplyIsPrintedWhenTheLinkIsWhole() throws IOException {
    try (CommandRun run = run(false, false)) {
      run.print(outcome(0, null));
    }
    assertEquals("a report\n", out.toString(), "silence is an answer");
  }

  @Test
  void linkThatBrokeIsReportedAfterWhatIsKnown() throws IOException {
    LinkException broken = new LinkException("gone");
    try (CommandRun run = run(false, false)) {
      assertThrows(LinkException.class, () -> run.print(outcome(1, broken)));
      assertEquals("a report\n", out.toString());
      assertThrows(LinkException.class, () -> run.print(outcome(0, broken)));
      assertEquals("a report\n", out.toString(), "without a reply there is nothing to tell");
    }
  }

  @Test
  void runIsStoppedByCtrlC() throws IOException {
    try (CommandRun run = run(false, false)) {
      assertEquals(false, run.isStopped());
      stopped = true;
      assertTrue(run.isStopped());
    }
  }

  @Test
  void runWithoutARateIsNotLimited() throws IOException {
    try (CommandRun run = run(false, false)) {
      run.pace().spent(5);
      assertTrue(run.pace().readyAt() <= 5);
    }
  }
}
