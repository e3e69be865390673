package dev.jnet.tcp;

import java.nio.ByteBuffer;

/**
 * Initial sequence numbers by RFC 6528: ISN = M + F(connection, secret). M is a clock of 4 µs, by
 * which the numbers of one connection's successive lives never meet; F keeps an outsider from
 * guessing one connection's number from another's.
 */
public final class InitialSequence {
  private static final int NANOS_PER_TICK = 4_000;

  private final long key0;
  private final long key1;

  /** Numbers under a secret of 128 bits, which must be random and never leave this process. */
  public InitialSequence(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** Numbers under a secret that is made of 64 random bits. */
  public static InitialSequence ofSeed(long seed) {
    return new InitialSequence(seed, seed * 0x9e37_79b9_7f4a_7c15L);
  }

  /**
   * The numbers of a connection between these ends, opened at {@code now}. Where the timestamps
   * begin is as hard to guess as the sequence number (RFC 7323 section 5.4).
   *
   * @param now ns of a clock that does not go back
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
