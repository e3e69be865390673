package dev.jnet.link.file;

import dev.jnet.link.LinkException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the frames of a capture file, one after another: libpcap's format and pcapng, either order
 * of bytes, stamps in any unit. One frame is in memory.
 *
 * <p>libpcap would refuse a file with frames of several link types, as Wireshark writes when it
 * captures on several interfaces, and would take longer to hand a small frame over than jnet to
 * read it.
 */
public final class CaptureReader implements AutoCloseable {
  private static final int GZIP = 0x1f8b;

  private final FileBytes file;
  private final FrameFormat format;
  private Optional<String> trouble = Optional.empty();

  private CaptureReader(FileBytes file, FrameFormat format) {
    this.file = file;
    this.format = format;
  }

  /**
   * Opens a file.
   *
   * @param name of the file; {@code -} for the standard input
   * @throws LinkException when it cannot be read, or is no capture; the message says how to make
   *     one
   */
  public static CaptureReader open(String name) throws LinkException {
    try {
      return begin(new FileBytes(stream(name)));
    } catch (NoSuchFileException e) {
      throw new LinkException("No such file or directory", e);
    } catch (AccessDeniedException e) {
      throw new LinkException("Permission denied", e);
    } catch (IOException | InvalidPathException e) {
      throw new LinkException(e.getMessage(), e);
    }
  }

  private static InputStream stream(String name) throws IOException {
    return name.equals("-") ? System.in : Files.newInputStream(Path.of(name));
  }

  private static CaptureReader begin(FileBytes file) throws IOException {
    try {
      int magic = file.magic();
      Optional<FrameFormat> format = PcapFormat.begin(file, magic);
      format = format.isPresent() ? format : PcapngFormat.begin(file, magic);
      if (format.isPresent()) {
        return new CaptureReader(file, format.get());
      }
      if (magic >>> 16 == GZIP) { // RFC 1952 section 2.3.1
        throw new IOException(
            "compressed by gzip; jnet reads pcap and pcapng: gzip -dc FILE | jnet read -");
      }
    } catch (EOFException e) {
      // No capture is so short.
    }
    throw new IOException(
        "not a capture file: jnet reads pcap and pcapng, as tcpdump -w FILE writes them");
  }

  /**
   * The next frame; empty at the end of the file, and where it is damaged.
   *
   * @param most bytes of it that are taken
   */
  public Optional<StoredFrame> next(int most) {
    if (trouble.isPresent()) {
      return Optional.empty();
    }
    long at = file.position();
    try {
      return format.next(most);
    } catch (EOFException e) {
      trouble =
          Optional.of("the file is cut off: the part that starts at byte " + at + " is incomplete");
    } catch (DamagedFileException e) {
      trouble = Optional.of("damaged after byte " + at + ": " + e.getMessage());
    } catch (IOException e) {
      trouble = Optional.of(e.getMessage());
    }
    return Optional.empty();
  }

  /**
   * How many frames passed that the program that wrote the file could not capture, as far as what
   * has been read of it tells. pcapng tells it, mostly at the end; libpcap's format does not.
   */
  public long uncaptured() {
    return format.uncaptured();
  }

  /** Why the rest of the file cannot be read; empty where it was read to its end. */
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // What was read of it is read.
    }
  }
}
