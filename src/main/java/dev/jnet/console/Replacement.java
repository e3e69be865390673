package dev.jnet.console;

import dev.jnet.host.privilege.OwnProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A new file that replaces another one, or gets the name of one that does not exist yet, when it is
 * complete.
 */
final class Replacement {
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final FilePlace place;
  private final Path file;
  private final FileChannel channel;
  private final RenamingProcess process;
  private boolean ended;

  private Replacement(FilePlace place, Path file, FileChannel channel, RenamingProcess process) {
    this.place = place;
    this.file = file;
    this.channel = channel;
    this.process = process;
  }

  /**
   * Creates the file, with the owner and mode of the one that it will replace.
   *
   * @param user the uid of the user who runs jnet
   */
  static Replacement beside(FilePlace place, int user) throws IOException {
    Path file;
    FileChannel channel;
    do {
      file = place.beside(".jnet-" + Long.toHexString(System.nanoTime()));
      channel = make(file);
    } while (channel == null);
    try {
      if (place.existing().isPresent()) {
        takeAfter(place, file, user);
      }
      RenamingProcess process =
          OwnProcess.leavesRoot()
              ? RenamingProcess.start(place, file.getFileName().toString())
              : null;
      if (process == null) {
        file.toFile().deleteOnExit(); // where a signal ends the JVM
      }
      return new Replacement(place, file, channel, process);
    } catch (IOException e) {
      channel.close();
      Files.delete(file);
      throw e;
    }
  }

  private static FileChannel make(Path file) throws IOException {
    try {
      return FileChannel.open(file, NEW);
    } catch (FileAlreadyExistsException e) {
      return null; // another jnet began at the same time
    }
  }

  private static void takeAfter(FilePlace place, Path file, int user) throws IOException {
    if (user == 0 && !place.isInCommonFolder()) {
      Files.setAttribute(file, "unix:uid", place.number("uid"), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(file, "unix:gid", place.number("gid"), LinkOption.NOFOLLOW_LINKS);
    }
    Files.setAttribute(file, "unix:mode", place.number("mode") & 0777);
  }

  FileChannel channel() {
    return channel;
  }

  /**
   * Gives the file its final name, in place of the file that has it. Only the first call does
   * something.
   */
  void take() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    if (process != null) {
      process.rename();
    } else {
      Files.move(
          file, place.path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Removes the file, unless it already has its final name. */
  void discard() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    if (process != null) {
      process.remove();
    } else {
      Files.deleteIfExists(file);
    }
  }
}
