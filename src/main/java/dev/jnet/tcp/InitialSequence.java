package dev.jnet.tcp;

import java.net.InetAddress;
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
   * The first sequence number of a connection opened at {@code now}.
   *
   * @param now ns of a clock that does not go back
   * @return 0 to 2^32 − 1
   */
  public long of(InetAddress local, int localPort, InetAddress remote, int remotePort, long now) {
    long m = Math.floorDiv(now, NANOS_PER_TICK);
    return Seq.plus(m & 0xffff_ffffL, hash(local, localPort, remote, remotePort));
  }

  /**
   * Where a connection's timestamp clock begins (RFC 7323 section 5.4: it should be as hard to
   * guess), 0 to 2^32 − 1.
   */
  public long timestampOffset(
      InetAddress local, int localPort, InetAddress remote, int remotePort) {
    return hash(local, localPort, remote, remotePort) >>> 32;
  }

  private long hash(InetAddress local, int localPort, InetAddress remote, int remotePort) {
    byte[] from = local.getAddress();
    byte[] to = remote.getAddress();
    byte[] connection =
        ByteBuffer.allocate(from.length + to.length + 4)
            .put(from)
            .put(to)
            .putShort((short) localPort)
            .putShort((short) remotePort)
            .array();
    return SipHash.of(key0, key1, connection);
  }
}
