package dev.jnet.options;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.console.CommandException;
import org.junit.jupiter.api.Test;

class FloodLimitTest {
  private static final FloodLimit USERS = new FloodLimit(false);
  private static final FloodLimit ROOTS = new FloodLimit(true);

  @Test
  void usersSendAtMostEveryTwoMilliseconds() {
    assertDoesNotThrow(() -> USERS.requireInterval("-i", 0.002));
    assertDoesNotThrow(() -> USERS.requireRate("--rate", 500));
    CommandException interval =
        assertThrows(CommandException.class, () -> USERS.requireInterval("-i", 0.0019));
    assertEquals(
        "-i 0.0019: only root may send more often than every 2 ms; use -i 0.002 (or higher)",
        interval.getMessage());
    assertThrows(CommandException.class, () -> USERS.requireInterval("-i", 0));
    CommandException rate =
        assertThrows(CommandException.class, () -> USERS.requireRate("--rate", 501));
    assertEquals(
        "--rate 501.0: only root may send more than 500 probes a second;"
            + " use --rate 500 (or lower)",
        rate.getMessage());
  }

  @Test
  void rootSendsAsItLikes() {
    assertDoesNotThrow(() -> ROOTS.requireInterval("-i", 0));
    assertDoesNotThrow(() -> ROOTS.requireRate("--rate", 1_000_000));
    assertEquals(10_000, ROOTS.usualRate(10_000));
  }

  @Test
  void usualRatesOfUsersAreWithinTheLimit() {
    assertEquals(500, USERS.usualRate(10_000));
    assertEquals(200, USERS.usualRate(200));
  }
}
