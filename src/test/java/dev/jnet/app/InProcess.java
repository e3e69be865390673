package dev.jnet.app;

import dev.jnet.console.Console;
import dev.jnet.testnet.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Runs jnet inside the test: arguments in, text and an exit code out. */
public final class InProcess {
  private InProcess() {}

  /** As in a pipe for a reader with 80 columns: ASCII, no colours. */
  public static Outcome jnet(String... arguments) {
    return run(false, Map.of("COLUMNS", "80"), arguments);
  }

  /** As on a terminal that has Unicode. */
  public static Outcome jnetOnTerminal(String... arguments) {
    return run(true, Map.of("LANG", "C.UTF-8", "NO_COLOR", "1"), arguments);
  }

  /** With a terminal or a pipe behind stdout, and such an environment. */
  public static Outcome run(
      boolean terminal, Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), terminal, false, environment);
    int exit = new Jnet(() -> false).run(arguments, console);
    console.out().flush();
    console.err().flush();
    return new Outcome("jnet " + String.join(" ", arguments), exit, out.toString(), err.toString());
  }
}
