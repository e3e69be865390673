package dev.jnet.console;

import dev.jnet.host.privilege.OwnProcess;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * A file that the user wants written. It is opened before the first packet is read, because jnet
 * gives up its privileges then.
 *
 * <p>A regular file is written beside the old one, and gets its name when it is complete. Until
 * then, or when the disk is full, the old one stays. Devices, FIFOs and what {@code /dev/stdout}
 * leads to are written directly, and so is a file in a folder where this user may create none.
 */
public final class OutputFile implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final String option;
  private final String file;
  private final FilePlace place;
  private final FileChannel channel;
  private final Replacement replacement; // null where the file is written in place
  private boolean begun;

  private static final Map<String, FileDescriptor> STANDARD =
      Map.of("/proc/self/fd/1", FileDescriptor.out, "/proc/self/fd/2", FileDescriptor.err);

  private OutputFile(
      String option, String file, FilePlace place, FileChannel channel, Replacement replacement) {
    this.option = option;
    this.file = file;
    this.place = place;
    this.channel = channel;
    this.replacement = replacement;
  }

  /**
   * Opens a file, or creates it, without changing it.
   *
   * @param option that names it, for messages
   */
  public static OutputFile open(String option, String file) throws CommandException {
    try {
      int user = (int) OwnProcess.user();
      FilePlace place = FilePlace.find(Path.of(file), user);
      try {
        return open(option, file, place, user);
      } catch (IOException e) {
        place.close();
        throw e;
      }
    } catch (IOException | InvalidPathException e) {
      throw trouble(option, file, e);
    }
  }

  private static OutputFile open(String option, String file, FilePlace place, int user)
      throws IOException {
    requireFile(place);
    if (!place.isRegular()) {
      return new OutputFile(option, file, place, append(place), null);
    }
    FileChannel old = place.existing().isPresent() ? existing(place) : null;
    if (old == null || place.mayBeReplacedBy(user)) {
      try {
        Replacement replacement = Replacement.beside(place, user);
        if (old != null) {
          old.close();
        }
        return new OutputFile(option, file, place, replacement.channel(), replacement);
      } catch (AccessDeniedException e) {
        if (old == null) {
          throw e;
        }
      }
    }
    return new OutputFile(option, file, place, old, null);
  }

  /**
   * Opens a file of secrets to append to, or creates it. No other user may read it.
   *
   * @throws CommandException when it is no regular file, or another user's
   */
  public static FileChannel openSecret(String option, String file) throws CommandException {
    FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    Set<OpenOption> appending =
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    try {
      int user = (int) OwnProcess.user();
      try (FilePlace place = FilePlace.find(Path.of(file), user)) {
        requireFile(place);
        if (!place.isRegular()) {
          throw new FileSystemException(file, null, "it is no regular file");
        }
        if (place.existing().isEmpty()) {
          return FileChannel.open(
              place.path(),
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND),
              ownerOnly);
        }
        if (place.number("uid") != user) {
          throw new FileSystemException(
              file, null, "it belongs to user " + place.number("uid") + ", who could read it");
        }
        FileChannel channel = FileChannel.open(place.path(), appending);
        place.setPermissions(OWNER_ONLY);
        return channel;
      }
    } catch (IOException | InvalidPathException e) {
      throw trouble(option, file, e);
    }
  }

  private static void requireFile(FilePlace place) throws IOException {
    if (place.isFolder()) {
      throw new FileSystemException(place.name(), null, "it is a folder");
    }
  }

  /**
   * Opens a file that is no regular one. What stdout or stderr already write to is not opened
   * again, because that would have a position of its own.
   */
  private static FileChannel append(FilePlace place) throws IOException {
    if (place.system()) {
      Path file = Files.readSymbolicLink(place.path());
      for (Map.Entry<String, FileDescriptor> own : STANDARD.entrySet()) {
        if (file.equals(Files.readSymbolicLink(Path.of(own.getKey())))) {
          return new FileOutputStream(own.getValue()).getChannel();
        }
      }
    }
    return FileChannel.open(place.path(), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static FileChannel existing(FilePlace place) throws IOException {
    return FileChannel.open(place.path(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /** The channel to write to. The first call empties the file. */
  public FileChannel channel() throws IOException {
    if (!begun && place.isRegular()) {
      channel.truncate(0);
    }
    begun = true;
    return channel;
  }

  /** Empties the file again, if it is a regular one. */
  public void rewind() throws IOException {
    if (place.isRegular()) {
      channel.truncate(0);
    }
  }

  /** Whether there is an older file of this name, which stays until this one is complete. */
  public boolean hasOlder() {
    return replacement != null && place.existing().isPresent();
  }

  /** Gives the file its name, because everything was written. */
  public void finish() throws IOException {
    if (replacement != null) {
      replacement.take();
    }
  }

  /** Writes its whole content, and closes it. */
  public void write(String contents) throws CommandException {
    ByteBuffer bytes = ByteBuffer.wrap(contents.getBytes(StandardCharsets.UTF_8));
    try (this) {
      FileChannel out = channel();
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      finish();
    } catch (IOException e) {
      throw trouble(option, file, e);
    }
  }

  /** Closes it. What was written is discarded, unless it was {@linkplain #finish finished}. */
  @Override
  public void close() throws IOException {
    if (!place.system()) { // what leads to stdout leaves it open
      channel.close();
    }
    discard();
    place.close();
  }

  /** Discards what was written, unless it was {@linkplain #finish finished}. */
  public void discard() throws IOException {
    if (replacement != null) {
      replacement.discard();
    }
  }

  /** The exception for a file that an option names and that cannot be written. */
  public static CommandException trouble(String option, String file, Exception e) {
    return new CommandException(
        "not-written", option + " " + file + ": cannot be written: " + FileTrouble.inWords(e));
  }
}
