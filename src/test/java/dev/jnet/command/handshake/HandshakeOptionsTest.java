package dev.jnet.command.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import dev.jnet.options.Command;
import dev.jnet.options.Picocli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandshakeOptionsTest {
  private static HandshakeOptions read(String... words) throws IOException {
    Command command = new Command("handshake");
    HandshakeOptions.addTo(command);
    return HandshakeOptions.of(Picocli.read(command, words));
  }

  @Test
  void withoutOptionsItWaitsSevenSecondsAndSendsNothing() throws IOException {
    HandshakeOptions options = read();
    assertEquals(Duration.ofSeconds(7), options.patience());
    assertFalse(options.sends());
    assertFalse(options.halfOpen() || options.kernel() || options.absolute());
  }

  @Test
  void readsWhatIsGiven() throws IOException {
    HandshakeOptions options = read("--kernel", "--absolute", "-w", "2", "--send", "a\\r\\n");
    assertTrue(options.kernel() && options.absolute() && options.sends());
    assertArrayEquals(new byte[] {'a', '\r', '\n'}, options.data());
  }

  @Test
  void replacesKnownEscapesAndKeepsOthers() {
    assertEquals("a\tb\\c\\d\\", DataToSend.unescaped("a\\tb\\\\c\\d\\"));
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("data"), "x\\n");
    assertEquals(
        "x\\n",
        new String(DataToSend.read("@" + file), StandardCharsets.US_ASCII),
        "a file has no escapes");
    assertThrows(CommandException.class, () -> DataToSend.read("@" + folder + "/none"));
    Files.write(file, new byte[(1 << 20) + 1]);
    CommandException e = assertThrows(CommandException.class, () -> DataToSend.read("@" + file));
    assertEquals("--send: more than 1048576 bytes", e.getMessage());
  }

  @Test
  void refusesWhatExcludesEachOther() {
    assertThrows(CommandException.class, () -> read("--half-open", "--send", "x"));
    assertThrows(CommandException.class, () -> read("--half-open", "--kernel"));
    assertThrows(CommandException.class, () -> read("-w", "3601"));
  }
}
