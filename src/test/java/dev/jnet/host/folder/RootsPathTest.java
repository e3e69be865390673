package dev.jnet.host.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jnet.host.privilege.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files root's jnet reads without being told to. */
class RootsPathTest {
  private static final int NOBODY = 65_534;

  @TempDir private Path folder;
  private Path home;
  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    assumeTrue(OwnProcess.isRoots(), "needs root to give files away");
    home = Files.createDirectory(folder.resolve("home"));
    file = Files.writeString(home.resolve("file"), "");
    mode(file, "rw-r--r--");
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static void giveAway(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", NOBODY, java.nio.file.LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean is(Path path) {
    return RootsPath.is(path.toString());
  }

  @Test
  void fileOfRootInFoldersOfRootIsAccepted() {
    assertEquals(true, is(file));
  }

  @Test
  void fileOfAnotherUserIsRefused() throws IOException {
    giveAway(file);
    assertFalse(is(file));
  }

  @Test
  void fileInAFolderOfAnotherUserIsRefused() throws IOException {
    giveAway(home);
    assertFalse(is(file));
  }

  @Test
  void linkOfAnotherUserIsNotEvenToAFileOfRoot() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertEquals(true, is(link));
    giveAway(link);
    assertFalse(is(link));
  }

  @Test
  void linkToAFileOfAnotherUserIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    giveAway(file);
    assertFalse(is(link));
  }

  @Test
  void whatOthersMayWriteIsRefused() throws IOException {
    mode(file, "rw-rw-r--");
    assertFalse(is(file));
    mode(file, "rw-r--r--");
    mode(home, "rwxrwxrwx");
    assertFalse(is(file));
  }

  @Test
  void missingFileIsRefused() {
    assertFalse(is(folder.resolve("none")));
  }
}
