package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossEstimateTest {
  @ParameterizedTest
  @CsvSource({"0, 0, 2", "0, 7, 2", "0, 8, 1", "0, 100, 1", "1, 100, 3", "5, 8, 3"})
  void oneReportIsEnoughOnlyWhenManyProbesWereAllAnswered(int lost, int sent, int needed) {
    assertEquals(needed, new LossEstimate(lost, sent).reportsNeeded());
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 17", "0, 9, 5", "0, 20, 4", "0, 1000, 3", "10, 98, 6", "100, 100, 40"})
  void moreSilencesAreNeededTheMoreIsLost(int lost, int sent, int needed) {
    assertEquals(needed, new LossEstimate(lost, sent).silencesNeeded());
  }

  @Test
  void neededSilencesStayBetweenThreeAndForty() {
    for (int sent = 0; sent < 100; sent++) {
      for (int lost = 0; lost <= sent; lost++) {
        int needed = new LossEstimate(lost, sent).silencesNeeded();
        assertTrue(needed >= 3 && needed <= 40, lost + " of " + sent + ": " + needed);
      }
    }
  }
}
