package dev.jnet.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

class PatienceTest {
  @Test
  void asksThreeTimesWhereTheFirstAnswerWillDo() {
    Patience patience = Patience.FIRST_ANSWER;
    assertTrue(patience.untilAnswered());
    assertEquals(3, patience.questions());
    assertEquals(0, patience.askAt(0));
    assertEquals(200 * Nanos.MILLISECOND, patience.askAt(1));
    assertEquals(1000 * Nanos.MILLISECOND, patience.askAt(2));
  }

  @Test
  void asksACountAtItsInterval() {
    Patience patience = new Patience(4, 50, 10, 0);
    assertFalse(patience.untilAnswered());
    assertEquals(4, patience.questions());
    assertEquals(150, patience.askAt(3));
  }

  @Test
  void takesNoTimeAndRefusesLess() {
    assertEquals(0, new Patience(1, 0, 0, 0).askAt(0));
    assertThrows(IllegalArgumentException.class, () -> new Patience(-1, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Patience(0, -1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Patience(0, 0, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Patience(0, 0, 0, -1));
  }
}
