package dev.jnet.testnet;

import dev.jnet.app.Jnet;
import dev.jnet.console.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs jnet as on a terminal with Unicode, for tests that need it in a process of its own. */
final class RunOnTerminal {
  private RunOnTerminal() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
    Console console =
        new Console(out, err, true, false, Map.of("LANG", "C.UTF-8", "NO_COLOR", "1"));
    int exit = new Jnet(() -> false).run(args, console);
    out.flush();
    err.flush();
    System.exit(exit);
  }
}
