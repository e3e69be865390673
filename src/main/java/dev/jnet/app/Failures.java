package dev.jnet.app;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.options.Option;
import dev.jnet.report.FailureDocument;
import dev.jnet.report.JsonLines;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says why a command line has no answer: for a person on stderr, and as a document on stdout when
 * JSON was asked for.
 *
 * @param args the command line, which may be unreadable
 * @param command the subcommand that it begins with; null where it begins with none
 */
record Failures(String[] args, String command, Console console) {
  private static final String JSON = "--json";

  /** If this many more files can be opened, the cause is not a lack of descriptors. */
  private static final int FILES = 16;

  /** The command line cannot be read. */
  int misused(String message, String help) {
    print("usage", message);
    console.complain(message + "\n  see '" + help + " --help'");
    return ExitCode.TROUBLE;
  }

  /** The command cannot do what was asked; the exit code for it. */
  int failed(IOException e) {
    print(CommandException.code(e), CommandException.message(e));
    console.complain(CommandException.message(e));
    trace(e);
    return CommandException.exitCode(e);
  }

  /** jnet has a bug. The stack trace is printed only if it was asked for. */
  int broken(Throwable e) {
    if (CommandException.isForWantOfFiles(e) || !canOpenFiles()) {
      console.complain(CommandException.OPEN_MORE_FILES);
      try {
        print(CommandException.TOO_MANY_FILES, CommandException.OPEN_MORE_FILES);
      } catch (LinkageError noJson) { // its classes take a file too
        trace(noJson);
      }
      trace(e);
      return ExitCode.TROUBLE;
    }
    String hint = isGiven(debug()) ? "" : "\n  run again with " + debug() + " for the trace";
    print("bug", "a bug in jnet: " + e);
    console.complain("a bug in jnet: " + e + hint);
    trace(e);
    return ExitCode.TROUBLE;
  }

  /**
   * Whether a few more files can be opened. A class that could not be loaded for lack of
   * descriptors says so only the first time.
   */
  private static boolean canOpenFiles() {
    List<InputStream> opened = new ArrayList<>();
    try {
      for (int i = 0; i < FILES; i++) {
        opened.add(new FileInputStream("/dev/null"));
      }
      return true;
    } catch (FileNotFoundException e) {
      return !CommandException.isForWantOfFiles(e);
    } finally {
      opened.forEach(Failures::close);
    }
  }

  private static void close(Closeable file) {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The question needs more memory than jnet has. What was answered before has been printed. */
  int exhausted(VirtualMachineError e) {
    String message =
        e instanceof StackOverflowError
            ? "something in what was read is nested too deeply"
            : "out of memory: this takes more than the "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB that jnet has";
    print("memory", message);
    console.complain(message);
    trace(e);
    return ExitCode.TROUBLE;
  }

  private void print(String code, String message) {
    if (isGiven(JSON)) {
      console.document(JsonLines.of(FailureDocument.of(command, code, message)));
    }
  }

  private static String debug() {
    return Option.DEBUG.names().get(0);
  }

  private boolean isGiven(String option) {
    return Arrays.stream(args).anyMatch(arg -> arg.equals(option) || arg.startsWith(option + "="));
  }

  private void trace(Throwable e) {
    if (!isGiven(debug())) {
      return;
    }
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = e; t != null && !causes.contains(t); t = t.getCause()) {
      causes.add(t);
      console.err().println(t);
      for (StackTraceElement element : t.getStackTrace()) {
        console.err().println("    at " + element);
      }
    }
  }
}
