package dev.jnet.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A capture file in the classic pcap format, read whole: written apart from jnet's own writer, so
 * that it can judge it.
 */
public final class PcapFile {
  /** Link type 1: frames begin with an Ethernet header. */
  public static final int ETHERNET = 1;

  /** Link type 101: frames begin with an IPv4 or IPv6 header. */
  public static final int RAW_IP = 101;

  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int FILE_HEADER = 24;

  private final int linkType;
  private final List<Captured> frames = new ArrayList<>();

  /** One frame of the file. */
  public static final class Captured {
    private final long time;
    private final byte[] bytes;

    private Captured(long time, byte[] bytes) {
      this.time = time;
      this.bytes = bytes;
    }

    /** When it was captured: nanoseconds since 1970. */
    public long time() {
      return time;
    }

    /** Its bytes; a fresh array. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }

  private PcapFile(ByteBuffer file) {
    int magic = file.order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    if (magic != MICROSECONDS && magic != NANOSECONDS) {
      magic = file.order(ByteOrder.BIG_ENDIAN).getInt(0);
    }
    if (magic != MICROSECONDS && magic != NANOSECONDS) {
      throw new IllegalArgumentException(
          "not a pcap file: it begins with " + Integer.toHexString(magic));
    }
    linkType = file.getInt(20);
    file.position(FILE_HEADER);
    while (file.hasRemaining()) {
      long seconds = Integer.toUnsignedLong(file.getInt());
      long fraction = Integer.toUnsignedLong(file.getInt());
      byte[] bytes = new byte[file.getInt()];
      int whole = file.getInt();
      if (whole != bytes.length) {
        throw new IllegalArgumentException(
            "a frame of " + whole + " bytes was cut to " + bytes.length);
      }
      file.get(bytes);
      long nanos = magic == NANOSECONDS ? fraction : fraction * 1000;
      frames.add(new Captured(seconds * 1_000_000_000L + nanos, bytes));
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it is no pcap file, or has frames that were cut short
   */
  public static PcapFile read(Path file) {
    try {
      return new PcapFile(ByteBuffer.wrap(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What its frames begin with, as the file format numbers it: {@link #ETHERNET}, {@link #RAW_IP}
   * or another.
   */
  public int linkType() {
    return linkType;
  }

  /** Its frames, in the order of the file. */
  public List<Captured> frames() {
    return Collections.unmodifiableList(frames);
  }
}
