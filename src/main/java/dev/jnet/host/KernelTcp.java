package dev.jnet.host;

import dev.jnet.wire.IcmpError;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The result of a connection that this machine's kernel made, as far as the kernel reports it.
 *
 * @param port the target's port, 1 to 65535
 * @param status whether a program listens on it
 * @param refusal the ICMP error that ended the attempt, with its sender
 * @param errno the error number of the attempt; 0 when it did not fail
 * @param facts the content of TCP_INFO; empty without a connection
 * @param reply what came back for the data that was sent
 * @param endless whether the other side was still sending when the time was up
 */
public record KernelTcp(
    int port,
    Status status,
    Optional<Refusal> refusal,
    int errno,
    Optional<Facts> facts,
    byte[] reply,
    boolean endless) {
  /** The result of a connection on which no data were sent. */
  public KernelTcp(
      int port, Status status, Optional<Refusal> refusal, int errno, Optional<Facts> facts) {
    this(port, status, refusal, errno, facts, new byte[0], false);
  }

  /** The state of a port. */
  public enum Status {
    /** The connection was made. */
    OPEN,
    /** The connection was reset. */
    CLOSED,
    /** There was no answer, or an ICMP error. */
    FILTERED;

    /** The state in one word. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** An ICMP error and its sender, without the quote. */
  public record Refusal(InetAddress from, IcmpError error) {}

  /**
   * The useful part of Linux's {@code struct tcp_info}. Sizes are in bytes.
   *
   * @param segment the most data that one segment of this machine carries, without TCP options
   * @param ourMss the MSS in this machine's SYN
   * @param pathMtu the path MTU, as the kernel knows it
   * @param roundTrip the kernel's estimate of the round-trip time, in ns
   * @param timestamps whether segments carry timestamps
   * @param selective whether acknowledgments may be selective
   * @param congestionNotification whether ECN is in use
   * @param theirShift the shift of the other side's windows; −1 without window scaling
   * @param ourShift the shift of this machine's windows; −1 without window scaling
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
    /** How many bytes at the beginning of the structure are read. */
    public static final int LENGTH = 104;

    /** The space that the timestamps option takes in every segment in bytes, padding included. */
    private static final int OF_TIMESTAMPS = 12;

    private static final int TIMESTAMPS = 1;
    private static final int SELECTIVE = 2;
    private static final int WINDOW_SCALE = 4;
    private static final int ECN = 8;

    /** Reads the structure, which has at least {@link #LENGTH} bytes. */
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
