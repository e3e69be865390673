package dev.jnet.link;

import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * A file of frames in the format of libpcap with nanosecond stamps, which Wireshark, tshark and
 * tcpdump read.
 *
 * <p>A file that cannot be begun is an exception. When a later write fails, as on a full disk, the
 * file ends with its last whole frame, the trouble is remembered, and probing goes on.
 */
final class CaptureFile implements AutoCloseable {
  private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
  private static final short VERSION_MAJOR = 2;
  private static final short VERSION_MINOR = 4;
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int CAPTURED_LENGTH = 8;

  /** As tcpdump writes it: no frame is longer, so none is cut here. */
  private static final int SNAP_LENGTH = 262_144;

  private static final int BUFFER = 64 << 10;

  private final CaptureOutput output;
  private final FileChannel out;
  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

  /** Bytes that have been written to the file completely. */
  private long written;

  private String trouble;
  private int users = 1;
  private boolean open = true;

  private CaptureFile(CaptureOutput output, FileChannel out) {
    this.output = output;
    this.out = out;
  }

  /**
   * Begins a file.
   *
   * @throws LinkException when it cannot be written to
   */
  static CaptureFile begin(CaptureOutput output, LinkType type) throws LinkException {
    try {
      CaptureFile file = new CaptureFile(output, output.channel());
      file.writeHeader(type);
      return file;
    } catch (IOException e) {
      throw new LinkException(
          "cannot write the capture file " + output.name() + " (" + e.getMessage() + ")", e);
    }
  }

  private void writeHeader(LinkType type) throws IOException {
    buffer.putInt(MAGIC_NANOSECONDS).putShort(VERSION_MAJOR).putShort(VERSION_MINOR);
    buffer.putInt(0).putInt(0); // time zone and accuracy: zero by convention
    buffer.putInt(SNAP_LENGTH).putInt(type.captureNumber());
    try {
      write(FILE_HEADER);
    } catch (IOException e) {
      out.close();
      throw e;
    }
    buffer.clear();
    written = FILE_HEADER;
  }

  private void write(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(buffer.array(), 0, length);
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /**
   * Adds a frame.
   *
   * @param at ns since 1970
   * @param bytes as much of the frame as is known
   * @param length the length of the whole frame in bytes
   */
  void add(long at, byte[] bytes, int length) {
    if (!open || trouble != null) {
      return;
    }
    int captured = Math.min(bytes.length, SNAP_LENGTH);
    if (buffer.remaining() < RECORD_HEADER + captured) {
      flush();
    }
    if (buffer.capacity() < RECORD_HEADER + captured) {
      buffer = ByteBuffer.allocate(RECORD_HEADER + captured).order(ByteOrder.LITTLE_ENDIAN);
    }
    buffer
        .putInt((int) Math.floorDiv(at, Nanos.SECOND))
        .putInt((int) Math.floorMod(at, Nanos.SECOND));
    buffer.putInt(captured).putInt(length).put(bytes, 0, captured);
  }

  /** Writes out what has been added. */
  void flush() {
    int length = buffer.position();
    if (open && trouble == null && length > 0) {
      try {
        write(length);
        written += length;
      } catch (IOException e) {
        fail(e);
        cutToWholeFrames(length);
      }
    }
    buffer.clear();
  }

  private void fail(IOException e) {
    trouble = "the capture file " + output.name() + " is incomplete: " + e.getMessage();
  }

  /** Cuts off a frame that is not whole, because readers would call the file damaged. */
  private void cutToWholeFrames(int length) {
    try {
      long end = out.size();
      int whole = 0;
      for (int next = 0; next <= length && written + next <= end; next = after(next, length)) {
        whole = next;
      }
      out.truncate(written + whole);
    } catch (IOException e) {
      trouble += ", and its last frame is cut: " + e.getMessage();
    }
  }

  private int after(int record, int length) {
    return record == length
        ? length + 1
        : record + RECORD_HEADER + buffer.getInt(record + CAPTURED_LENGTH);
  }

  /** Writes out what has been added, and finishes the file, because the process is about to end. */
  void endSoon() {
    flush();
    finish();
  }

  private void finish() {
    try {
      String rest = output.finish(trouble == null);
      trouble = trouble == null ? null : trouble + rest;
    } catch (IOException e) {
      if (trouble == null) {
        fail(e);
      }
    }
  }

  /** Notes that one more link writes to the file, and will close it. */
  void share() {
    users++;
  }

  /** Why the file is not complete, as a sentence for a person; empty when it is. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /**
   * Writes out what has been added. Ends the file when all links that write to it have closed it.
   * Does no harm when called twice.
   */
  @Override
  public void close() {
    flush();
    users--;
    if (open && users <= 0) {
      open = false;
      finish();
      try {
        out.close();
      } catch (IOException e) {
        if (trouble == null) {
          fail(e);
        }
      }
    }
  }
}
