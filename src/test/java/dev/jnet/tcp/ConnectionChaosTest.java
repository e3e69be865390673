package dev.jnet.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A thousand bad networks: states always legal, data never wrong, always an end. */
class ConnectionChaosTest {
  private static final int RUNS = 1_000;
  private static final long MS = Nanos.MILLISECOND;

  /** A user of one end: sends its stream piece by piece, reads at its own pace, then closes. */
  private static final class User {
    final Connection end;
    final byte[] stream;
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Random random;
    private final boolean waitsForTheOther;
    private int offered;

    User(Connection end, Random random) {
      this.end = end;
      this.random = random;
      this.stream = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(40_000)];
      this.waitsForTheOther = random.nextBoolean();
      random.nextBytes(stream);
    }

    void act(long now, boolean otherMayWait) {
      if (random.nextInt(3) > 0) {
        received.writeBytes(end.read(1 + random.nextInt(5_000)));
      }
      if (end.state().maySend() && offered < stream.length && random.nextBoolean()) {
        int to = Math.min(stream.length, offered + 1 + random.nextInt(6_000));
        offered += end.send(Arrays.copyOf(stream, to), offered);
      }
      boolean patient = waitsForTheOther && !otherMayWait && !end.remoteClosed();
      if (end.state().maySend() && offered == stream.length && !patient) {
        end.close(now);
        offered = Integer.MAX_VALUE;
      }
    }
  }

  @Test
  void statesAreLegalDataAreRightAndEachConnectionEnds() throws Exception {
    int whole = 0;
    int reset = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      boolean simultaneous = random.nextInt(10) == 0;
      Connection a =
          Connection.connect(settings(random), 40_000, 80, new InitialNumbers(isn(random), 7), 0);
      Connection b =
          simultaneous
              ? Connection.connect(
                  settings(random), 80, 40_000, new InitialNumbers(isn(random), 9), 0)
              : Connection.listen(settings(random), 80, new InitialNumbers(isn(random), 9), 0);
      boolean resets = random.nextInt(4) == 0;
      Channel channel =
          new Channel(a, b, seed)
              .with(
                  random.nextInt(3) * 0.1 * random.nextDouble(),
                  random.nextInt(2) * 0.2 * random.nextDouble(),
                  random.nextInt(2) * 0.1 * random.nextDouble(),
                  resets ? 0.01 : 0,
                  60 * MS * random.nextInt(2));
      User left = new User(a, random);
      User right = new User(b, random);
      boolean bothWait = left.waitsForTheOther && right.waitsForTheOther;
      int steps = 0;
      while (channel.step() || a.state() != TcpState.CLOSED || b.state() != TcpState.CLOSED) {
        left.act(channel.now, bothWait);
        right.act(channel.now, bothWait);
        assertTrue(++steps < 200_000, "seed " + seed + " never ends");
        if (b.state() == TcpState.LISTEN && a.state() == TcpState.CLOSED) {
          b.abort(channel.now);
        }
        abortWhenAlone(a, b, channel.now);
        abortWhenAlone(b, a, channel.now);
      }
      String where = "seed " + seed + ", " + a.ending() + " and " + b.ending();
      LegalStates.check(a.transitions(), where);
      LegalStates.check(b.transitions(), where);
      assertNotEquals(Ending.NONE, a.ending(), where);
      left.received.writeBytes(a.read(Integer.MAX_VALUE));
      right.received.writeBytes(b.read(Integer.MAX_VALUE));
      assertPrefix(right.stream, left.received.toByteArray(), where);
      assertPrefix(left.stream, right.received.toByteArray(), where);
      if (a.ending() == Ending.CLOSED && b.ending() == Ending.CLOSED && !resets) {
        assertArrayEquals(right.stream, left.received.toByteArray(), where);
        assertArrayEquals(left.stream, right.received.toByteArray(), where);
        whole++;
      } else if (resets) {
        reset++;
      }
    }
    assertTrue(whole > RUNS / 2, whole + " of the connections were whole");
    assertTrue(reset > RUNS / 10, reset + " of the networks sent resets");
  }

  /** Half the circle and its end are where counting goes wrong. */
  private static long isn(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> 0xffff_ffffL - random.nextInt(30_000);
      case 1 -> 0x7fff_ffffL - random.nextInt(30_000);
      default -> random.nextLong() & 0xffff_ffffL;
    };
  }

  private static TcpSettings settings(Random random) {
    int scale = random.nextInt(9) - 1;
    return TcpSettings.linux(4, random.nextBoolean() ? 1500 : 200 + random.nextInt(1_000))
        .withOptions(scale, random.nextBoolean(), random.nextBoolean())
        .withBuffers((1 << Math.max(0, scale)) + random.nextInt(20_000), 1 + random.nextInt(20_000))
        .withPatience(Nanos.SECOND, 8, 15)
        .withDelays(40 * MS * random.nextInt(2), 60 * Nanos.SECOND);
  }

  /** Nobody is told that the other has given up, unless there is something to send. */
  private static void abortWhenAlone(Connection end, Connection other, long now) {
    if (other.state() == TcpState.CLOSED
        && end.state() != TcpState.CLOSED
        && end.wakeAt() == Long.MAX_VALUE) {
      end.abort(now);
    }
  }

  private static void assertPrefix(byte[] stream, byte[] received, String where) {
    assertTrue(received.length <= stream.length, where + ": more than was sent");
    assertEquals(-1, Arrays.mismatch(Arrays.copyOf(stream, received.length), received), where);
  }
}
