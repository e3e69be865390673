package dev.jnet.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.console.CommandException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OptionValuesTest {
  private static final Duration MAX = Duration.ofHours(1);

  private static Arguments arguments(String... words) {
    Command command = new Command("test");
    command.add(Option.time("A time.", "-w"));
    command.add(Option.value(int.class, "N", "A number.", "-n"));
    command.add(Option.value(String.class, "BYTES", "A size.", "--size"));
    return Picocli.read(command, words);
  }

  private static Optional<Duration> seconds(String... words) throws CommandException {
    return OptionValues.seconds(arguments(words), "-w", MAX);
  }

  @Test
  void readsSecondsToTheNanosecond() throws CommandException {
    assertEquals(Optional.of(Duration.ofMillis(1500)), seconds("-w", "1.5"));
    assertEquals(Optional.of(Duration.ofNanos(1)), seconds("-w", "1e-9"));
    assertEquals(Optional.of(MAX), seconds("-w", "3600"));
    assertEquals(Optional.of(Duration.ofNanos(1)), seconds("-w", "1e-12"), "above 0");
  }

  @Test
  void readsTimesWithUnits() throws CommandException {
    assertEquals(Optional.of(Duration.ofSeconds(1)), seconds("-w", "1s"));
    assertEquals(Optional.of(Duration.ofMillis(200)), seconds("-w", "200ms"));
    assertEquals(Optional.of(Duration.ofNanos(1500)), seconds("-w", "1.5us"));
    assertEquals(Optional.of(Duration.ofMinutes(2)), seconds("-w2m"));
    assertEquals(Optional.of(Duration.ofHours(1)), seconds("-w", "1h"));
  }

  @Test
  void saysHowToWriteATime() {
    for (String value : new String[] {"abc", "NaN", "Infinity", "1x", "s", "1 s", "1sec"}) {
      CommandException e = assertThrows(CommandException.class, () -> seconds("-w" + value));
      assertEquals(
          "-w " + value + ": write seconds as a number (1 or 0.5), or with a unit (1s, 200ms)",
          e.getMessage());
    }
  }

  @Test
  void takesTheUsualTimeWhereNoneIsGiven() throws CommandException {
    Duration usual = Duration.ofSeconds(7);
    assertEquals(Optional.empty(), seconds());
    assertEquals(usual, OptionValues.secondsOr(usual, arguments(), "-w", MAX));
    assertEquals(
        Duration.ofSeconds(2), OptionValues.secondsOr(usual, arguments("-w", "2"), "-w", MAX));
  }

  @Test
  void refusesTimesOutOfBounds() {
    for (String value : new String[] {"0", "-1", "3600.5", "2h", "0s"}) {
      CommandException e = assertThrows(CommandException.class, () -> seconds("-w" + value));
      assertEquals("-w " + value + ": must be above 0, at most 3600 seconds", e.getMessage());
    }
    Duration min = Duration.ofMillis(1);
    assertThrows(
        CommandException.class,
        () -> OptionValues.seconds(arguments("-w", "0.0001"), "-w", min, MAX));
  }

  @Test
  void readsBytesWithUnits() throws CommandException {
    assertEquals(OptionalLong.empty(), OptionValues.bytes(arguments(), "--size"));
    assertEquals(OptionalLong.of(5_000), OptionValues.bytes(arguments("--size=5000"), "--size"));
    assertEquals(OptionalLong.of(65_536), OptionValues.bytes(arguments("--size=64k"), "--size"));
    assertEquals(OptionalLong.of(10 << 20), OptionValues.bytes(arguments("--size=10M"), "--size"));
    assertEquals(
        OptionalLong.of(Long.MAX_VALUE),
        OptionValues.bytes(arguments("--size=999999999999999G"), "--size"));
    for (String value : new String[] {"", "-1", "1.5M", "k", "10 M", "1T", "1234567890123456"}) {
      assertThrows(
          CommandException.class,
          () -> OptionValues.bytes(arguments("--size=" + value), "--size"),
          value);
    }
  }

  @Test
  void refusesNumbersOutOfBounds() throws CommandException {
    assertEquals(3, OptionValues.number(arguments("-n", "3"), "-n", 0, 1, 3));
    assertEquals(0, OptionValues.number(arguments(), "-n", 0, 1, 3), "the usual one is free");
    for (String value : new String[] {"0", "4"}) {
      CommandException e =
          assertThrows(
              CommandException.class,
              () -> OptionValues.number(arguments("-n", value), "-n", 1, 1, 3));
      assertEquals("-n " + value + ": must be from 1 to 3", e.getMessage());
    }
  }
}
