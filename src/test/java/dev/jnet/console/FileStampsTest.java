package dev.jnet.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a file is still the one that was read. */
class FileStampsTest {
  private final FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setLastModifiedTime(file, longAgo);
  }

  @Test
  void fileThatHasNotChangedIsCurrent() throws IOException {
    FileStamps stamps = FileStamps.of(List.of(file("a", "1"), file("b", "2")));
    assertTrue(stamps.areCurrent());
    assertTrue(stamps.areCurrent());
  }

  @Test
  void changeOfTimeOfSizeOrOfTheFileItselfIsSeen() throws IOException {
    Path a = file("a", "1");
    FileStamps stamps = FileStamps.of(List.of(a));
    Files.setLastModifiedTime(a, FileTime.from(Instant.now()));
    assertFalse(stamps.areCurrent(), "time");
    file("a", "22");
    assertFalse(stamps.areCurrent(), "size");
    file("a", "1");
    assertTrue(stamps.areCurrent());
    Files.move(file("b", "2"), a, StandardCopyOption.REPLACE_EXISTING);
    assertFalse(stamps.areCurrent(), "another file of the same size and time");
    Files.delete(a);
    assertFalse(stamps.areCurrent(), "no file");
  }

  @Test
  void fileThatChangedAMomentBeforeIsReadAgain() throws IOException {
    assertFalse(FileStamps.of(List.of(Files.writeString(folder.resolve("a"), "1"))).areCurrent());
    assertFalse(FileStamps.of(List.of(folder.resolve("none"))).areCurrent());
  }
}
