package dev.jnet.console;

import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import dev.jnet.report.Access;
import dev.jnet.report.Plain;
import dev.jnet.report.Style;
import dev.jnet.report.table.TableForm;
import dev.jnet.report.table.TableWriter;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Where a command prints to, and what can be shown there.
 *
 * @param out answers
 * @param err errors, and the progress while a command runs
 * @param outIsTerminal whether a person sees the answers at once
 * @param errIsTerminal whether a person sees the progress
 * @param environment of the process
 * @param table what makes rows of documents; null where they are printed as JSON
 * @param lab the name of the practice network on which suggested commands stay, as a shell takes
 *     it; empty for the real network
 * @param verbose whether reports tell everything that could not be seen
 */
public record Console(
    PrintWriter out,
    PrintWriter err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment,
    TableWriter table,
    String lab,
    boolean verbose) {
  private static final int DEFAULT_WIDTH = 80;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;

  /** A console on which documents are printed as JSON. */
  public Console(
      PrintWriter out,
      PrintWriter err,
      boolean outIsTerminal,
      boolean errIsTerminal,
      Map<String, String> environment) {
    this(out, err, outIsTerminal, errIsTerminal, environment, null, "", false);
  }

  /** The console of this process, with answers to a stream of its own. */
  public static Console ofProcess(OutputStream out) {
    return new Console(
        writer(out),
        writer(new FileOutputStream(FileDescriptor.err)),
        isTerminal(STDOUT),
        isTerminal(STDERR),
        System.getenv());
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(
        new GuardedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)));
  }

  /**
   * Whether a descriptor leads to a terminal, by Linux's /proc; on other systems the answer is no.
   * This uses java.io, because the JVM needs more time to load java.nio's file systems than for
   * everything before.
   */
  private static boolean isTerminal(int descriptor) {
    try {
      String leadsTo = new File("/proc/self/fd/" + descriptor).getCanonicalPath();
      return leadsTo.startsWith("/dev/pts/")
          || leadsTo.startsWith("/dev/tty")
          || leadsTo.equals("/dev/console");
    } catch (IOException notLinux) {
      return false;
    }
  }

  /**
   * The style of answers on this console.
   *
   * @param color {@code auto}, {@code always} or {@code never}
   */
  public Style style(String color) {
    boolean colored =
        switch (color) {
          case "always" -> true;
          case "never" -> false;
          default ->
              outIsTerminal
                  && environment.getOrDefault("NO_COLOR", "").isEmpty()
                  && !"dumb".equals(environment.get("TERM"));
        };
    return new Style(outIsTerminal && hasUnicode(), colored, width(), lab, verbose);
  }

  private boolean hasUnicode() {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        String upper = value.toUpperCase(java.util.Locale.ROOT);
        return upper.contains("UTF-8") || upper.contains("UTF8");
      }
    }
    return false;
  }

  private int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    try {
      return columns.isEmpty() ? ownWidth() : Math.max(1, Integer.parseInt(columns));
    } catch (NumberFormatException notANumber) {
      return ownWidth();
    }
  }

  /** The launcher names the columns in the environment; a jnet without it asks the terminal. */
  private int ownWidth() {
    if (!outIsTerminal) {
      return Style.UNLIMITED;
    }
    int columns = Libc.terminalColumns(STDOUT);
    return columns == 0 ? DEFAULT_WIDTH : columns;
  }

  /**
   * Finds out whether standard output takes anything, for a command without an end, which may have
   * nothing to say for hours. Where it takes nothing, as on a full disk, this writes an empty line.
   * That fails, and the command ends as after any answer that cannot be written.
   */
  public void tryOut() {
    if (isFull(new File("/proc/self/fd/" + STDOUT))) {
      out.println();
      out.flush();
    }
  }

  private static boolean isFull(File output) {
    int code = Libc.reserve(STDOUT, output.length());
    if (code < 0 && leadsTo(output).startsWith("/dev/")) {
      code = Libc.writeNothing(STDOUT);
    }
    return code < 0 && (Libc.errno() == Errno.ENOSPC || Libc.errno() == Errno.EDQUOT);
  }

  private static String leadsTo(File descriptor) {
    try {
      return descriptor.getCanonicalPath();
    } catch (IOException unknown) {
      return "";
    }
  }

  /**
   * Prints a JSON document, which is one line: with the heading that all have, or as rows of the
   * table.
   */
  public void document(String json) {
    if (table == null) {
      String quoted = lab.replace("\\", "\\\\").replace("\"", "\\\"");
      out.println(JsonHeading.before(Style.PLAIN.onLab(quoted).suggesting(json)));
    } else {
      out.print(table.lines(json));
    }
  }

  /** The documents of an answer that are printed here. */
  public List<String> documents(Printout answer) {
    return table == null ? answer.json() : answer.rows();
  }

  /** This console with documents as rows of a table. */
  public Console withTable(TableForm form) {
    return new Console(
        out, err, outIsTerminal, errIsTerminal, environment, new TableWriter(form), lab, verbose);
  }

  /** This console on a practice network. */
  public Console onLab(String name) {
    return new Console(out, err, outIsTerminal, errIsTerminal, environment, table, name, verbose);
  }

  /** This console for reports that tell more, or not. */
  public Console verbose(boolean more) {
    return new Console(out, err, outIsTerminal, errIsTerminal, environment, table, lab, more);
  }

  /** This console without a line of progress, for a command that prints as it goes. */
  public Console withoutProgress() {
    return new Console(out, err, outIsTerminal, false, environment, table, lab, verbose);
  }

  /**
   * Shows a line on a terminal's stderr, which the next call replaces. An empty line removes it.
   */
  public void progress(String line) {
    if (errIsTerminal) {
      err.print("\r\u001b[K" + line);
      err.flush();
    }
  }

  /** Says how many frames passed without being captured, if any did. */
  public void warnOfUncaptured(long frames) {
    if (frames > 0) {
      complain("not seen: " + Access.uncaptured(frames));
    }
  }

  /**
   * Says that this process did not run for a time, in ns, which counts for nothing: neither as a
   * wait for an answer nor as a round trip.
   */
  public void tellOfPause(long time) {
    complain(Access.paused(time));
  }

  /**
   * Prints what is wrong, after {@code jnet:}. Names in the message may come from a file or the
   * network.
   */
  public void complain(String message) {
    out.flush();
    progress("");
    err.println("jnet: " + Plain.lines(Style.PLAIN.onLab(lab).suggesting(message)));
    err.flush();
  }
}
