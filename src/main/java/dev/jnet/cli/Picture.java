package dev.jnet.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file for a picture: opened before the first packet is read, as long as there may be a right
 * to, and with its old contents until there is a new picture.
 */
final class Picture {
  private final String file;
  private final FileChannel channel;

  private Picture(String file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Picture open(String file) throws Trouble {
    try {
      Path path = Path.of(file);
      return new Picture(
          file, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    } catch (IOException | InvalidPathException e) {
      throw trouble(file, e);
    }
  }

  void draw(String svg) throws Trouble {
    ByteBuffer octets = ByteBuffer.wrap(svg.getBytes(StandardCharsets.UTF_8));
    try (FileChannel out = channel) {
      out.truncate(0);
      while (octets.hasRemaining()) {
        out.write(octets);
      }
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  private static Trouble trouble(String file, Exception e) {
    return new Trouble("output", "--svg " + file + ": cannot be written: " + e.getMessage());
  }
}
