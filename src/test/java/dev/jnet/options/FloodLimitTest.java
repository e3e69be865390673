package dev.jnet.options;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.console.CommandException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FloodLimitTest {
  private static final FloodLimit USERS = new FloodLimit(false);
  private static final FloodLimit ROOTS = new FloodLimit(true);

  private static Arguments given(Option option, String value) {
    Command command = new Command("test");
    command.add(option);
    return Picocli.read(command, new String[] {option.names().get(0), value});
  }

  private static void interval(FloodLimit limit, String value) throws CommandException {
    Arguments given = given(Option.time("An interval.", "-i"), value);
    limit.requireInterval(
        "-i", given, OptionValues.seconds(given, "-i", Duration.ofHours(1)).orElseThrow());
  }

  private static void rate(FloodLimit limit, String value) throws CommandException {
    Arguments given = given(Option.value(double.class, "PPS", "A rate.", "--rate"), value);
    limit.requireRate("--rate", given, Double.parseDouble(value));
  }

  @Test
  void usersSendAtMostEveryTwoMilliseconds() {
    assertDoesNotThrow(() -> interval(USERS, "0.002"));
    assertDoesNotThrow(() -> rate(USERS, "500"));
    CommandException interval =
        assertThrows(CommandException.class, () -> interval(USERS, "0.0019"));
    assertEquals(
        "-i 0.0019: only root may send more often than every 2 ms; use -i 0.002 (or higher)",
        interval.getMessage());
    assertThrows(CommandException.class, () -> interval(USERS, "1us"));
    CommandException rate = assertThrows(CommandException.class, () -> rate(USERS, "501"));
    assertEquals(
        "--rate 501: only root may send more than 500 probes a second;"
            + " use --rate 500 (or lower)",
        rate.getMessage());
  }

  @Test
  void rootSendsAsItLikes() {
    assertDoesNotThrow(() -> interval(ROOTS, "1us"));
    assertDoesNotThrow(() -> rate(ROOTS, "1000000"));
    assertEquals(10_000, ROOTS.usualRate(10_000));
  }

  @Test
  void usualRatesOfUsersAreWithinTheLimit() {
    assertEquals(500, USERS.usualRate(10_000));
    assertEquals(200, USERS.usualRate(200));
  }
}
