package dev.jnet.tcp;

import java.nio.ByteBuffer;

/**
 * Initial sequence numbers by RFC 6528: ISN = M + F(connection, secret). M is a clock that ticks
 * every 4 µs, so that successive connections between the same ends do not overlap. F keeps an
 * outsider from guessing the number of one connection from that of another.
 */
public final class InitialSequence {
  private static final int NANOS_PER_TICK = 4_000;

  private final long key0;
  private final long key1;

  /** Makes numbers from a secret of 128 bits. It must be random and never leave this process. */
  public InitialSequence(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** Makes numbers from a secret that is derived from 64 random bits. */
  public static InitialSequence ofSeed(long seed) {
    return new InitialSequence(seed, seed * 0x9e37_79b9_7f4a_7c15L);
  }

  /**
   * The numbers of a connection between these ends. The first timestamp is as hard to guess as the
   * sequence number (RFC 7323 section 5.4).
   *
   * @param now the time of opening, in ns on a clock that never goes back
   */
  InitialNumbers numbers(SocketPair ends, long now) {
    long hash = hash(ends);
    long ticks = Math.floorDiv(now, NANOS_PER_TICK) & 0xffff_ffffL;
    return new InitialNumbers(Seq.plus(ticks, hash), hash >>> 32);
  }

  private long hash(SocketPair ends) {
    byte[] from = ends.local().getAddress();
    byte[] to = ends.remote().getAddress();
    byte[] connection =
        ByteBuffer.allocate(from.length + to.length + 2 * Short.BYTES)
            .put(from)
            .put(to)
            .putShort((short) ends.localPort().number())
            .putShort((short) ends.remotePort().number())
            .array();
    return SipHash.of(key0, key1, connection);
  }
}
