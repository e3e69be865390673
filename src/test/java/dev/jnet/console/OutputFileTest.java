package dev.jnet.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files that a user names to be written to. */
class OutputFileTest {
  @TempDir private Path folder;

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String refused(Path file) {
    return assertThrows(CommandException.class, () -> OutputFile.open("-o", file.toString()))
        .getMessage();
  }

  private static String refusedAsSecret(Path file) {
    return assertThrows(
            CommandException.class, () -> OutputFile.openSecret("--keys", file.toString()))
        .getMessage();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theOldFileStaysUntilTheNewOneIsWhole() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    OutputFile output = OutputFile.open("-o", file.toString());
    output.channel().write(bytes("new"));
    assertEquals("old", Files.readString(file));
    assertTrue(output.hasOlder());
    output.finish();
    output.close();
    assertEquals("new", Files.readString(file));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of("a"), names());
  }

  @Test
  void whatIsNotWholeIsThrownAway() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "old");
    for (Path each : List.of(file, folder.resolve("b"))) {
      try (OutputFile output = OutputFile.open("-o", each.toString())) {
        output.channel().write(bytes("half"));
      }
    }
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a"), names());
  }

  @Test
  void linksOfTheUserAreFollowedAndStay() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a"));
    Path around = Files.createSymbolicLink(folder.resolve("around"), folder);
    OutputFile.open("--html", link.toString()).write("one");
    assertEquals("one", Files.readString(file));
    OutputFile.open("--html", around.resolve("../" + folder.getFileName() + "/link").toString())
        .write("two");
    assertEquals("two", Files.readString(file));
    assertTrue(Files.isSymbolicLink(link));
    Path endless = Files.createSymbolicLink(folder.resolve("endless"), Path.of("endless"));
    assertTrue(refused(endless).endsWith(": cannot be written: too many links"));
  }

  @Test
  void devicesAreWrittenToAsTheyAre() throws Exception {
    OutputFile.open("--html", "/dev/null").write("text");
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    CommandException full =
        assertThrows(
            CommandException.class, () -> OutputFile.open("--html", "/dev/full").write("text"));
    assertEquals("--html /dev/full: cannot be written: No space left on device", full.getMessage());
  }

  @Test
  void placesWhereNoFileCanBeAreNamed() {
    assertEquals("-o " + folder + ": cannot be written: it is a folder", refused(folder));
    Path missing = folder.resolve("missing/a");
    assertEquals("-o " + missing + ": cannot be written: no such file or folder", refused(missing));
  }

  @Test
  void secretsAreAddedToAFileThatNobodyElseReads() throws Exception {
    Path file = folder.resolve("keys");
    for (String line : List.of("one\n", "two\n")) {
      try (FileChannel channel = OutputFile.openSecret("--keys", file.toString())) {
        channel.write(bytes(line));
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
    OutputFile.openSecret("--keys", file.toString()).close();
    assertEquals("one\ntwo\n", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void secretsGoToNothingButRegularFiles() throws Exception {
    assertTrue(refusedAsSecret(Path.of("/dev/null")).endsWith("it is no regular file"));
    assertTrue(refusedAsSecret(Path.of("/dev/stdout")).endsWith("it is no regular file"));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertTrue(refusedAsSecret(empty).endsWith("it is a folder"));
    assertTrue(Files.isDirectory(empty));
  }
}
