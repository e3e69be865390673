package dev.jnet.batch;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Prints the JSON lines about many targets as they come, or in the order of the targets. */
final class AnswersInTurn {
  private final Consumer<String> printer;
  private final Function<Printout, List<String>> documents;
  private final Runnable flush;
  private final boolean ordered;
  private final TreeMap<Integer, List<String>> early = new TreeMap<>();
  private int turn;
  private int count;
  private int exitCode = ExitCode.POSITIVE;

  /**
   * Nothing is printed yet.
   *
   * @param printer prints a document
   * @param documents tells which documents of an answer are printed
   * @param flush lets a reader see what was printed
   */
  AnswersInTurn(
      Consumer<String> printer,
      Function<Printout, List<String>> documents,
      Runnable flush,
      boolean ordered) {
    this.documents = documents;
    this.flush = flush;
    this.printer = printer;
    this.ordered = ordered;
  }

  /** Takes the answer about a target; its number counts from 0. */
  void add(int number, Printout answer) {
    add(number, documents.apply(answer), answer.exitCode());
  }

  /**
   * Takes documents about a target.
   *
   * @param number of the target, from 0
   * @param lines JSON documents, one a line
   */
  void add(int number, List<String> lines, int code) {
    count++;
    exitCode = Math.max(exitCode, code);
    if (!ordered) {
      lines.forEach(printer);
      return;
    }
    early.put(number, lines);
    for (List<String> next = early.remove(turn); next != null; next = early.remove(turn)) {
      next.forEach(printer);
      turn++;
    }
  }

  /**
   * Prints the answers that still wait for their turn, because the answers before them will not
   * come.
   */
  void leaveNothing() {
    early.values().forEach(lines -> lines.forEach(printer));
    early.clear();
  }

  /** Lets a reader see what is printed. */
  void flush() {
    flush.run();
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
