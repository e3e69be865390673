package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopsTest {
  @ParameterizedTest
  @CsvSource({"64, 0", "60, 4", "0, 64", "65, 63", "128, 0", "129, 126", "255, 0", "250, 5"})
  void countsFromTheSmallestInitialTtlThatIsNotBelow(int left, int passed) {
    assertEquals(passed, Hops.passed(left));
  }

  @Test
  void refusesATtlAbove255() {
    assertThrows(IllegalArgumentException.class, () -> Hops.passed(256));
  }
}
