package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.ProgramTraffic;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What programs get beside probes, in a JSON document. */
class ProgramsTest {
  private static Programs.Reached summary(KernelAnswer answer) {
    ProgramTraffic traffic =
        new ProgramTraffic(
            Optional.of(answer), Optional.empty(), Optional.empty(), Optional.empty());
    return Programs.of(traffic).orElseThrow().summary();
  }

  @Test
  void reasonHasWordsOfTheSystemAlone() {
    Programs.Reached refused =
        summary(new KernelAnswer(KernelAnswer.Asked.COPY, KernelAnswer.Came.NOT_SENT, "EPERM"));
    assertEquals("not-sent", refused.answer());
    assertEquals("EPERM", refused.reason());
    Programs.Reached untaken = summary(KernelAnswer.interfaceDrops("eth0", 3));
    assertEquals("interface-drops", untaken.answer());
    assertNull(untaken.reason());
  }
}
