package dev.jnet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.options.OutputOptions;
import dev.jnet.report.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class TargetLoopTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> unanswered = new ArrayList<>();
  private final List<String> lastLinks = new ArrayList<>();
  private final Console console =
      new Console(new PrintWriter(out), new PrintWriter(err), false, false, Map.of());

  private TargetLoop loop(boolean json, boolean quiet, BooleanSupplier stopped) {
    Style style = new Style(false, false, 80);
    return new TargetLoop(
        new OutputOptions(json, quiet, style, Optional.empty()),
        console,
        () -> lastLinks.add(out.toString()),
        unanswered::add,
        stopped);
  }

  /** Prints each target; its exit code is its length, and one that is empty cannot be asked. */
  private EachTarget<String> printing() {
    return new EachTarget<>() {
      @Override
      public int ask(String target) throws IOException {
        if (target.isEmpty()) {
          throw new CommandException("usage", "an empty target");
        }
        console.out().println(target);
        return target.length();
      }

      @Override
      public boolean shareLink(String one, String other) {
        return one.equalsIgnoreCase(other);
      }

      @Override
      public String error(String target, IOException e) {
        return "{\"error\":\"" + e.getMessage() + "\"}";
      }
    };
  }

  @Test
  void exitCodeIsTheHighestOne() {
    assertEquals(0, loop(false, false, () -> false).run(List.of(), printing()));
    int code = loop(false, false, () -> false).run(List.of("a", "abc", "ab"), printing());
    assertEquals(3, code);
  }

  @Test
  void blankLineStandsBetweenReportsOnly() {
    loop(false, false, () -> false).run(List.of("a", "b"), printing());
    assertEquals("a\n\nb\n", out.toString());
    loop(false, true, () -> false).run(List.of("c", "d"), printing());
    assertEquals("a\n\nb\nc\nd\n", out.toString());
    loop(false, false, () -> false).unseparated().run(List.of("e", "f"), printing());
    assertEquals("a\n\nb\nc\nd\ne\nf\n", out.toString());
  }

  @Test
  void targetThatCannotBeAskedDoesNotKeepTheOthersFromTheirTurn() {
    int code = loop(true, false, () -> false).run(List.of("", "b"), printing());
    assertEquals(2, code);
    assertTrue(out.toString().startsWith("{\"schema\":2,"), out::toString);
    assertTrue(out.toString().endsWith(",\"error\":\"an empty target\"}\nb\n"), out::toString);
    assertEquals("jnet: an empty target\n", err.toString());
  }

  @Test
  void errorDocumentIsForJsonOnly() {
    loop(false, false, () -> false).run(List.of(""), printing());
    assertEquals("", out.toString());
    assertEquals("jnet: an empty target\n", err.toString());
  }

  @Test
  void saysBeforeWhichTargetTheLastLinkIsOpened() {
    loop(false, true, () -> false).run(List.of("b", "a", "B", "b"), printing());
    assertEquals(List.of("b\na\n", "b\na\nB\n"), lastLinks);
  }

  @Test
  void endsWhenStoppedBetweenTwoTargets() {
    BooleanSupplier stopped = () -> out.toString().contains("b");
    loop(false, false, stopped).run(List.of("a", "b", "c"), printing());
    assertEquals("a\n\nb\n", out.toString());
    assertTrue(err.toString().isEmpty());
  }
}
