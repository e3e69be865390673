package dev.jnet.batch;

import dev.jnet.console.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeMap;

/** Prints the JSON lines about many targets as they come, or in the order of the targets. */
final class AnswersInTurn {
  private final PrintWriter out;
  private final boolean ordered;
  private final TreeMap<Integer, List<String>> early = new TreeMap<>();
  private int turn;
  private int count;
  private int exitCode = ExitCode.POSITIVE;

  AnswersInTurn(PrintWriter out, boolean ordered) {
    this.out = out;
    this.ordered = ordered;
  }

  /**
   * Takes the answer about a target.
   *
   * @param number of the target, from 0
   * @param lines JSON documents, one a line
   */
  void add(int number, List<String> lines, int code) {
    count++;
    exitCode = Math.max(exitCode, code);
    if (!ordered) {
      lines.forEach(out::println);
      return;
    }
    early.put(number, lines);
    for (List<String> next = early.remove(turn); next != null; next = early.remove(turn)) {
      next.forEach(out::println);
      turn++;
    }
  }

  /**
   * Prints the answers that still wait for their turn, because the answers before them will not
   * come.
   */
  void leaveNothing() {
    early.values().forEach(lines -> lines.forEach(out::println));
    early.clear();
  }

  /** Hands what is printed to the reader. */
  void flush() {
    out.flush();
  }

  /** How many targets have been answered. */
  int count() {
    return count;
  }

  /** The highest exit code of the answers. */
  int exitCode() {
    return exitCode;
  }
}
