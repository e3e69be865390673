package dev.jnet.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import org.junit.jupiter.api.Test;

/** Sequence numbers, where they begin, and the timer. */
class NumbersTest {

  @Test
  void sequenceNumbersWrapAround() {
    assertEquals(4, Seq.plus(0xffff_fffeL, 6));
    assertEquals(0xffff_fffeL, Seq.plus(4, -6));
    assertEquals(6, Seq.distance(0xffff_fffeL, 4));
    assertEquals(-6, Seq.distance(4, 0xffff_fffeL));
    assertTrue(Seq.less(0xffff_fffeL, 4));
    assertFalse(Seq.less(4, 0xffff_fffeL));
    assertFalse(Seq.less(7, 7));
    assertTrue(Seq.lessOrEqual(7, 7));
    assertEquals(4, Seq.max(0xffff_fffeL, 4));
  }

  @Test
  void sipHashGivesItsAuthorsVectors() {
    long key0 = 0x0706050403020100L;
    long key1 = 0x0f0e0d0c0b0a0908L;
    byte[] fifteen = new byte[15];
    for (int i = 0; i < 15; i++) {
      fifteen[i] = (byte) i;
    }
    assertEquals(0x726fdb47dd0e0e31L, SipHash.of(key0, key1, new byte[0]));
    assertEquals(0x74f839c593dc67fdL, SipHash.of(key0, key1, new byte[1]));
    assertEquals(0xa129ca6149be45e5L, SipHash.of(key0, key1, fifteen));
  }

  @Test
  void initialNumbersAdvanceEveryFourMicroseconds() {
    InitialSequence secret = new InitialSequence(1, 2);
    long first = secret.numbers(ends(1_000, 80), 0).sequence();

    assertEquals(
        Seq.plus(first, 250_000), secret.numbers(ends(1_000, 80), Nanos.SECOND).sequence());
    assertEquals(first, secret.numbers(ends(1_000, 80), 3_999).sequence());
    assertNotEquals(first, secret.numbers(ends(1_001, 80), 0).sequence());
    assertNotEquals(first, secret.numbers(ends(1_000, 81), 0).sequence());
    assertNotEquals(first, new InitialSequence(1, 3).numbers(ends(1_000, 80), 0).sequence());
  }

  @Test
  void timestampsBeginAtOneOffsetForOneConnection() {
    InitialSequence secret = new InitialSequence(1, 2);
    long offset = secret.numbers(ends(1_000, 80), 0).timestampOffset();

    assertEquals(offset, secret.numbers(ends(1_000, 80), Nanos.SECOND).timestampOffset());
    assertNotEquals(offset, secret.numbers(ends(1_000, 81), 0).timestampOffset());
  }

  private static SocketPair ends(int localPort, int remotePort) {
    return new SocketPair(
        Addresses.literal("192.0.2.1"),
        new Port(localPort),
        Addresses.literal("2001:db8::2"),
        new Port(remotePort));
  }
}
