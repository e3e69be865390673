package dev.jnet.cli;

import dev.jnet.report.Style;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs the command alone, for tests that need it in a process of its own. */
final class RunInterfaces {
  private RunInterfaces() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
    CommandLine.ParseResult options = new CommandLine(InterfacesCommand.spec()).parseArgs(args);
    System.exit(new InterfacesCommand(new Style(true, false, 80)).run(options, out, err));
  }
}
