package dev.jnet.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file for a picture or a page. It is opened before the first packet is read, because jnet
 * gives its privileges away then; it keeps its old contents until there are new ones.
 */
public final class OutputFile {
  private final String option;
  private final String file;
  private final FileChannel channel;

  private OutputFile(String option, String file, FileChannel channel) {
    this.option = option;
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a file, or makes it, without changing it.
   *
   * @param option that names it, for messages
   */
  public static OutputFile open(String option, String file) throws CommandException {
    try {
      FileChannel channel =
          FileChannel.open(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new OutputFile(option, file, channel);
    } catch (IOException | InvalidPathException e) {
      throw trouble(option, file, e);
    }
  }

  /** Replaces its contents, and closes it. */
  public void write(String contents) throws CommandException {
    ByteBuffer bytes = ByteBuffer.wrap(contents.getBytes(StandardCharsets.UTF_8));
    try (FileChannel out = channel) {
      out.truncate(0);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw trouble(option, file, e);
    }
  }

  /** Says that a file which an option names cannot be written, and why. */
  public static CommandException trouble(String option, String file, Exception e) {
    return new CommandException(
        "not-written", option + " " + file + ": cannot be written: " + reason(e));
  }

  /** Why, in words: for the usual reasons Java's messages are the file's name alone. */
  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : e.getMessage();
  }
}
