package dev.jnet.link.pcap;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SentFramesTest {
  @Test
  void aCapturedFrameIsKnownByItsBytesOnce() {
    SentFrames sent = new SentFrames(false);
    byte[] frame = frame(100, 1);
    sent.add(frame, 0);
    assertNull(sent.take(frame(100, 2), 100, 0));
    assertSame(frame, sent.take(frame.clone(), 100, 0));
    assertNull(sent.take(frame.clone(), 100, 0));
    assertTrue(sent.isEmpty());
  }

  @Test
  void equalFramesAreGivenInTheOrderOfSending() {
    SentFrames sent = new SentFrames(false);
    byte[] one = frame(60, 1);
    byte[] other = one.clone();
    sent.add(one, 0);
    sent.add(other, 0);
    assertSame(one, sent.take(frame(60, 1), 60, 0));
    assertFalse(sent.isEmpty());
    assertSame(other, sent.take(frame(60, 1), 60, 0));
  }

  @Test
  void frameCutByTheSnapLengthIsRecognizedByItsBeginningAndLength() {
    SentFrames sent = new SentFrames(false);
    byte[] small = frame(1000, 1);
    byte[] large = frame(1400, 1);
    sent.add(small, 0);
    sent.add(large, 0);
    assertSame(large, sent.take(Arrays.copyOf(large, 96), 1400, 0));
    assertSame(small, sent.take(Arrays.copyOf(small, 96), 1000, 0));
  }

  @Test
  void framesThatDifferAfterTheHashedBytesAreDifferent() {
    SentFrames sent = new SentFrames(false);
    byte[] one = frame(1000, 1);
    byte[] other = one.clone();
    other[999]++;
    sent.add(one, 0);
    sent.add(other, 0);
    assertSame(other, sent.take(other.clone(), 1000, 0));
    assertSame(one, sent.take(one.clone(), 1000, 0));
  }

  @Test
  void withdrawnFrameIsNoLongerExpected() {
    SentFrames sent = new SentFrames(false);
    byte[] first = frame(60, 1);
    sent.add(first, 0);
    sent.add(first.clone(), 0);
    sent.withdrawLast();
    assertSame(first, sent.take(first.clone(), 60, 0));
    assertTrue(sent.isEmpty());
  }

  @Test
  void frameNotCapturedWithinTenSecondsIsForgotten() {
    SentFrames sent = new SentFrames(false);
    byte[] late = frame(60, 1);
    byte[] inTime = frame(60, 2);
    sent.add(late, 0);
    sent.add(inTime, 5 * Nanos.SECOND);
    assertNull(sent.take(late.clone(), 60, 10 * Nanos.SECOND));
    assertSame(inTime, sent.take(inTime.clone(), 60, 10 * Nanos.SECOND));
    assertTrue(sent.isEmpty());
  }

  @Test
  void neverMoreThan16384AreKept() {
    SentFrames sent = new SentFrames(false);
    byte[] oldest = frame(60, 0);
    sent.add(oldest, 0);
    byte[] second = frame(60, 1);
    sent.add(second, 0);
    for (int i = 2; i <= 16_384; i++) {
      sent.add(frame(60, i), 0);
    }
    assertNull(sent.take(oldest.clone(), 60, 0));
    assertSame(second, sent.take(second.clone(), 60, 0));
  }

  @Test
  void onLoopbackTheFieldsThatTheKernelMakesDoNotCount() {
    SentFrames sent = new SentFrames(true);
    byte[] frame = frame(100, 1);
    frame[12] = 8;
    frame[13] = 0;
    sent.add(frame, 0);
    byte[] captured = frame.clone();
    captured[0] = 1; // Ethernet
    captured[14 + 4] = 7; // identification
    captured[14 + 10] = 7; // checksum
    byte[] otherTtl = captured.clone();
    otherTtl[14 + 8]++;
    assertNull(sent.take(otherTtl, 100, 0));
    byte[] otherData = captured.clone();
    otherData[99]++;
    assertNull(sent.take(otherData, 100, 0));
    assertSame(frame, sent.take(captured, 100, 0));
  }

  @Test
  void onLoopbackIpv6CountsInFull() {
    SentFrames sent = new SentFrames(true);
    byte[] frame = frame(100, 1);
    sent.add(frame, 0);
    byte[] other = frame.clone();
    other[14 + 4] = 7;
    assertNull(sent.take(other, 100, 0));
    assertSame(frame, sent.take(frame.clone(), 100, 0));
  }

  private static byte[] frame(int length, int number) {
    byte[] frame = new byte[length];
    frame[12] = (byte) 0x86;
    frame[13] = (byte) 0xdd;
    frame[40] = (byte) (number >> 16);
    frame[41] = (byte) (number >> 8);
    frame[42] = (byte) number;
    return frame;
  }
}
