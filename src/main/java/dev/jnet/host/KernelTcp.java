package dev.jnet.host;

import dev.jnet.wire.IcmpError;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What became of a connection that this machine's kernel made, as far as it tells.
 *
 * @param port 1 to 65535
 * @param status whether somebody listens there
 * @param refusal the ICMP error that ended the attempt, and whom it was from
 * @param errno of the attempt; 0 where it did not fail
 * @param facts what TCP_INFO tells; empty without a connection
 * @param reply what came back for the data that were sent
 */
public record KernelTcp(
    int port,
    Status status,
    Optional<Refusal> refusal,
    int errno,
    Optional<Facts> facts,
    byte[] reply) {
  /** What a port is like. */
  public enum Status {
    /** Connected. */
    OPEN,
    /** Reset. */
    CLOSED,
    /** Silence, or an ICMP error. */
    FILTERED;

    /** In one word. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** An ICMP error, without what it quoted. */
  public record Refusal(InetAddress from, IcmpError error) {}

  /**
   * Linux's {@code struct tcp_info}, as much of it as is of use here. Sizes are bytes.
   *
   * @param segment data in one of our segments at most, options taken off
   * @param ourMss what our SYN announced
   * @param pathMtu what the kernel takes for it
   * @param roundTrip its estimate, in ns
   * @param timestamps whether segments carry them
   * @param selective whether acknowledgments may be selective
   * @param congestionNotification whether ECN is in use
   * @param theirShift by which their windows are scaled; −1 without window scaling
   * @param ourShift by which ours are; −1 without
   */
  public record Facts(
      int segment,
      int ourMss,
      int pathMtu,
      long roundTrip,
      boolean timestamps,
      boolean selective,
      boolean congestionNotification,
      int theirShift,
      int ourShift) {
    /** Bytes of the beginning of the structure that are read. */
    public static final int LENGTH = 104;

    /** Bytes that the timestamps option takes of every segment, padding included. */
    private static final int OF_TIMESTAMPS = 12;

    private static final int TIMESTAMPS = 1;
    private static final int SELECTIVE = 2;
    private static final int WINDOW_SCALE = 4;
    private static final int ECN = 8;

    /** Reads the structure, of which there are {@link #LENGTH} bytes at least. */
    public static Facts of(byte[] structure) {
      ByteBuffer in = ByteBuffer.wrap(structure).order(ByteOrder.nativeOrder());
      int options = in.get(5);
      int shifts = Byte.toUnsignedInt(in.get(6));
      boolean bigEndian = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
      int first = bigEndian ? shifts >>> 4 : shifts & 15;
      int second = bigEndian ? shifts & 15 : shifts >>> 4;
      boolean scaled = (options & WINDOW_SCALE) != 0;
      return new Facts(
          in.getInt(16),
          in.getInt(84) + ((options & TIMESTAMPS) != 0 ? OF_TIMESTAMPS : 0),
          in.getInt(60),
          in.getInt(68) * 1000L,
          (options & TIMESTAMPS) != 0,
          (options & SELECTIVE) != 0,
          (options & ECN) != 0,
          scaled ? first : -1,
          scaled ? second : -1);
    }
  }
}
