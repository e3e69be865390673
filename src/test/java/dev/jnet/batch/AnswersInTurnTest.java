package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.console.Printout;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersInTurnTest {
  private final StringWriter out = new StringWriter();

  private AnswersInTurn answers(boolean ordered) {
    return new AnswersInTurn(line -> out.write(line + "\n"), Printout::json, out::flush, ordered);
  }

  @Test
  void printsAnswersAsTheyCome() {
    AnswersInTurn answers = answers(false);
    answers.add(1, List.of("b"), 0);
    answers.add(0, List.of("a1", "a2"), 0);
    assertEquals("b\na1\na2\n", out.toString());
  }

  @Test
  void printsAnswersInTheOrderOfTheTargets() {
    AnswersInTurn answers = answers(true);
    answers.add(2, List.of("c"), 0);
    answers.add(1, List.of("b"), 0);
    assertEquals("", out.toString(), "the first has not come");
    answers.add(0, List.of("a"), 0);
    assertEquals("a\nb\nc\n", out.toString());
  }

  @Test
  void printsWaitingAnswersWhenTheRestWillNotCome() {
    AnswersInTurn answers = answers(true);
    answers.add(3, List.of("d"), 0);
    answers.add(1, List.of("b"), 0);
    answers.leaveNothing();
    assertEquals("b\nd\n", out.toString());
    answers.leaveNothing();
    assertEquals("b\nd\n", out.toString(), "once");
  }

  @Test
  void countsAnswersAndKeepsTheHighestExitCode() {
    AnswersInTurn answers = answers(true);
    assertEquals(0, answers.exitCode());
    answers.add(1, List.of("b"), 2);
    answers.add(0, List.of("a"), 1);
    assertEquals(2, answers.exitCode());
    assertEquals(2, answers.count());
  }
}
