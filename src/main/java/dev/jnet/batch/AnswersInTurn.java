package dev.jnet.batch;

import dev.jnet.console.ExitCode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints the answers about many targets as they come, or in the order of the questions. */
final class AnswersInTurn {
  private final PrintWriter out;
  private final boolean ordered;
  private final Map<Integer, ManyTargets.Answer> early = new HashMap<>();
  private int turn;
  private int count;
  private int exitCode = ExitCode.POSITIVE;

  AnswersInTurn(PrintWriter out, boolean ordered) {
    this.out = out;
    this.ordered = ordered;
  }

  /** The answer to the question of this number, from 0. */
  void add(int number, ManyTargets.Answer answer) {
    count++;
    exitCode = Math.max(exitCode, answer.exitCode());
    if (!ordered) {
      print(answer);
      return;
    }
    early.put(number, answer);
    for (ManyTargets.Answer next = early.remove(turn); next != null; next = early.remove(turn)) {
      print(next);
      turn++;
    }
  }

  /** It is over: those that wait for others' turns are printed without them. */
  void leaveNothing() {
    List<Integer> numbers = new ArrayList<>(early.keySet());
    Collections.sort(numbers);
    for (int number : numbers) {
      print(early.remove(number));
    }
  }

  private void print(ManyTargets.Answer answer) {
    for (String line : answer.lines()) {
      out.println(line);
    }
  }

  void flush() {
    out.flush();
  }

  /** How many there have been. */
  int count() {
    return count;
  }

  /** The highest of their exit codes. */
  int exitCode() {
    return exitCode;
  }
}
