package dev.jnet.command.mss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.console.CommandException;
import dev.jnet.options.Command;
import dev.jnet.options.Picocli;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MssOptionsTest {
  private static MssOptions read(String... words) throws CommandException {
    Command command = new Command("mss");
    MssOptions.addTo(command);
    return MssOptions.of(Picocli.read(command, words));
  }

  @Test
  void readsWhatIsGiven() throws CommandException {
    assertEquals(new MssOptions(Optional.empty(), Duration.ofSeconds(10)), read());
    assertEquals(
        new MssOptions(Optional.of("/index.html"), Duration.ofSeconds(3)),
        read("--get", "/index.html", "--deadline", "3"));
  }

  @Test
  void refusesADeadlineOutOfBounds() {
    CommandException e = assertThrows(CommandException.class, () -> read("-w", "0"));
    assertEquals("-w 0: must be above 0, at most 86400 seconds", e.getMessage());
  }
}
