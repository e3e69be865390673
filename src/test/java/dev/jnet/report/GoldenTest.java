package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisabledIfSystemProperty(named = "jnet.golden", matches = "write")
class GoldenTest {
  @TempDir private Path folder;

  @Test
  void acceptsFolderWithTheSameFiles() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");
    assertDoesNotThrow(() -> Golden.compare(folder, Map.of("a.txt", "one\ntwo\n")));
  }

  @Test
  void showsLinesThatDiffer() {
    assertEquals(
        "  2 - two\n  3 + 2\n  4 + four\n",
        Golden.difference("one\ntwo\nthree\n", "one\n2\nthree\nfour\n"));
  }

  @Test
  void showsNothingForEqualTexts() {
    assertEquals("", Golden.difference("one\n", "one\n"));
  }

  @Test
  void refusesMissingAndUnexpectedFiles() throws IOException {
    Files.writeString(folder.resolve("old.txt"), "");
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> Golden.compare(folder, Map.of("new.txt", "words\n")));
    assertTrue(error.getMessage().contains("new.txt is missing"), error::getMessage);
    assertTrue(error.getMessage().contains("old.txt belongs to no test"), error::getMessage);
  }
}
