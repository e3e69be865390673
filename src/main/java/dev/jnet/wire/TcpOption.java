package dev.jnet.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One option of a TCP header (RFC 9293 section 3.2). */
public sealed interface TcpOption {
  /** The longest options of a header together in bytes, padding included. */
  int MAX_BYTES = 40;

  /** The option's kind, 0 to 255, as numbered by IANA. */
  int kind();

  /** Length of the option in the header in bytes, kind and length included. */
  int length();

  /** Writes the option, kind and length included. */
  void emit(WireWriter out);

  /**
   * The end of the options: kind 0, one byte. Only padding follows.
   *
   * @param padding what follows up to the data. RFC 9293 asks for zeros
   */
  record EndOfList(byte[] padding) implements TcpOption {
    @Override
    public int kind() {
      return 0;
    }

    @Override
    public int length() {
      return 1 + padding.length;
    }

    @Override
    public void emit(WireWriter out) {
      out.u8(0).bytes(padding);
    }
  }

  /** Fills the space in front of an option, so that this one is aligned: kind 1, one byte. */
  record NoOperation() implements TcpOption {
    @Override
    public int kind() {
      return 1;
    }

    @Override
    public int length() {
      return 1;
    }

    @Override
    public void emit(WireWriter out) {
      out.u8(1);
    }
  }

  /**
   * The largest segment that the sender of this option can receive: kind 2, only in a SYN (RFC 9293
   * section 3.7.1, RFC 6691).
   *
   * @param bytes the length of the payload in bytes; IP and TCP options are not subtracted; 0 to
   *     65535
   */
  record MaximumSegmentSize(int bytes) implements TcpOption {
    @Override
    public int kind() {
      return 2;
    }

    @Override
    public int length() {
      return 4;
    }

    @Override
    public void emit(WireWriter out) {
      out.u8(2).u8(4).u16(bytes);
    }
  }

  /**
   * The number of bits by which the receiver must shift the windows that the sender of this option
   * announces: kind 3, only in a SYN (RFC 7323 section 2).
   *
   * @param shift 0 to 255; a shift of more than 14 counts as 14
   */
  record WindowScale(int shift) implements TcpOption {
    /** The largest shift that counts. */
    public static final int MAX = 14;

    @Override
    public int kind() {
      return 3;
    }

    @Override
    public int length() {
      return 3;
    }

    @Override
    public void emit(WireWriter out) {
      out.u8(3).u8(3).u8(shift);
    }
  }

  /** The sender understands selective acknowledgments: kind 4, only in a SYN (RFC 2018). */
  record SackPermitted() implements TcpOption {
    @Override
    public int kind() {
      return 4;
    }

    @Override
    public int length() {
      return 2;
    }

    @Override
    public void emit(WireWriter out) {
      out.u8(4).u8(2);
    }
  }

  /**
   * The bytes that arrived beyond the acknowledged ones: kind 5 (RFC 2018). A first block at or
   * below the acknowledgment number, or inside the second block, names bytes that arrived twice
   * (D-SACK, RFC 2883).
   *
   * @param blocks 1 to 4 of them
   */
  record Sack(List<Block> blocks) implements TcpOption {
    /**
     * A run of bytes that arrived.
     *
     * @param left the sequence number of the first byte, 0 to 2^32 − 1
     * @param right the sequence number after the last byte, 0 to 2^32 − 1
     */
    public record Block(long left, long right) {}

    /** Keeps the blocks as they are. */
    public Sack {
      blocks = List.copyOf(blocks);
    }

    @Override
    public int kind() {
      return 5;
    }

    @Override
    public int length() {
      return 2 + 8 * blocks.size();
    }

    @Override
    public void emit(WireWriter out) {
      out.u8(5).u8(length());
      for (Block block : blocks) {
        out.u32(block.left()).u32(block.right());
      }
    }
  }

  /**
   * The sender's clock, and the last value that it received of the other side's clock: kind 8 (RFC
   * 7323 section 3).
   *
   * @param value the sender's clock, 0 to 2^32 − 1
   * @param echo the last value of the other side's clock, 0 to 2^32 − 1; 0 in a segment without ACK
   */
  record Timestamps(long value, long echo) implements TcpOption {
    @Override
    public int kind() {
      return 8;
    }

    @Override
    public int length() {
      return 10;
    }

    @Override
    public void emit(WireWriter out) {
      out.u8(8).u8(10).u32(value).u32(echo);
    }
  }

  /**
   * An option that jnet does not know, or one with an unusual length.
   *
   * @param kind 2 to 255
   * @param data what follows the length
   */
  record Other(int kind, byte[] data) implements TcpOption {
    @Override
    public int length() {
      return 2 + data.length;
    }

    @Override
    public void emit(WireWriter out) {
      out.u8(kind).u8(length()).bytes(data);
    }
  }

  /**
   * The rest of the options, from the first one that makes no sense: its length is less than 2 or
   * reaches past the end.
   *
   * @param bytes the bytes from this option to the end of the options
   */
  record Malformed(byte[] bytes) implements TcpOption {
    @Override
    public int kind() {
      return Byte.toUnsignedInt(bytes[0]);
    }

    @Override
    public int length() {
      return bytes.length;
    }

    @Override
    public void emit(WireWriter out) {
      out.bytes(bytes);
    }
  }

  /** Takes the options of a header apart. */
  static List<TcpOption> parse(byte[] bytes) throws MalformedPacketException {
    if (bytes.length == 0) {
      return List.of();
    }
    List<TcpOption> options = new ArrayList<>();
    WireReader in = new WireReader(bytes);
    while (in.remaining() > 0) {
      int start = bytes.length - in.remaining();
      int kind = in.u8();
      if (kind == 0) {
        options.add(new EndOfList(in.rest()));
        break;
      }
      if (kind == 1) {
        options.add(new NoOperation());
        continue;
      }
      int length = in.remaining() > 0 ? in.u8() : 0;
      if (length < 2 || length - 2 > in.remaining()) {
        options.add(new Malformed(Arrays.copyOfRange(bytes, start, bytes.length)));
        break;
      }
      options.add(of(kind, in.bytes(length - 2)));
    }
    return List.copyOf(options);
  }

  private static TcpOption of(int kind, byte[] data) throws MalformedPacketException {
    WireReader in = new WireReader(data);
    if (kind == 2 && data.length == 2) {
      return new MaximumSegmentSize(in.u16());
    }
    if (kind == 3 && data.length == 1) {
      return new WindowScale(in.u8());
    }
    if (kind == 4 && data.length == 0) {
      return new SackPermitted();
    }
    if (kind == 5 && data.length > 0 && data.length % 8 == 0) {
      List<Sack.Block> blocks = new ArrayList<>();
      while (in.remaining() > 0) {
        blocks.add(new Sack.Block(in.u32(), in.u32()));
      }
      return new Sack(blocks);
    }
    if (kind == 8 && data.length == 8) {
      return new Timestamps(in.u32(), in.u32());
    }
    return new Other(kind, data);
  }

  /** Length of these options in a header in bytes, without the padding to a multiple of 4. */
  static int length(List<TcpOption> options) {
    int length = 0;
    for (TcpOption option : options) {
      length += option.length();
    }
    return length;
  }
}
