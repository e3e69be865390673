package dev.jnet.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.wire.TcpOption.Sack;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceiveBufferTest {
  private static ReceiveBuffer startingAt(long sequence, int capacity) {
    ReceiveBuffer buffer = new ReceiveBuffer(capacity);
    buffer.startAt(sequence);
    return buffer;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Test
  void fillsAGapAcrossTheWrapOfTheNumbers() {
    ReceiveBuffer buffer = startingAt(0xffff_fffeL, 10);
    assertTrue(buffer.insert(1, bytes("def")));
    assertTrue(buffer.hasGap());
    assertEquals(List.of(new Sack.Block(1, 4)), buffer.blocks(3));
    assertEquals(0, buffer.unread());
    assertTrue(buffer.insert(0xffff_fffeL, bytes("abcd")));
    assertFalse(buffer.hasGap());
    assertEquals(4, buffer.next());
    assertArrayEquals(bytes("abcdef"), buffer.read(100));
    assertEquals(10, buffer.free());
  }

  @Test
  void keepsEarlierDataWhenOtherDataOverlaps() {
    ReceiveBuffer buffer = startingAt(100, 10);
    buffer.insert(102, bytes("cd"));
    buffer.insert(100, bytes("XYZW..")); // the two in the middle are there already
    assertArrayEquals(bytes("XYcd.."), buffer.read(10));
    buffer.insert(100, bytes("late, and old"));
    assertArrayEquals(bytes("and"), Arrays.copyOf(buffer.read(10), 3), "only what is new");
  }

  @Test
  void takesNoMoreThanFits() {
    ReceiveBuffer buffer = startingAt(0, 4);
    assertFalse(buffer.insert(0, bytes("abcdef")));
    assertEquals(4, buffer.next());
    assertFalse(buffer.insert(4, bytes("ef")));
    assertArrayEquals(bytes("ab"), buffer.read(2));
    assertTrue(buffer.insert(4, bytes("ef")));
    assertArrayEquals(bytes("cdef"), buffer.read(9));
  }

  @Test
  void boundsThePiecesThatItKeeps() {
    ReceiveBuffer buffer = startingAt(0, 10_000);
    int kept = 0;
    for (int i = 0; i < 1_000; i++) {
      kept += buffer.insert(2 + 2 * i, bytes("x")) ? 1 : 0;
    }
    assertEquals(64, kept);
  }

  @Test
  void anyOrderGivesTheSameStream() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] stream = new byte[5_000];
      random.nextBytes(stream);
      long start = 0xffff_ffffL - random.nextInt(4_000);
      ReceiveBuffer buffer = startingAt(start, 1 + random.nextInt(700));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      while (out.size() < stream.length) {
        int got = Seq.distance(start, buffer.next());
        int from = Math.max(0, Math.min(stream.length - 1, got - 100 + random.nextInt(500)));
        int to = Math.min(stream.length, from + 1 + random.nextInt(300));
        buffer.insert(Seq.plus(start, from), Arrays.copyOfRange(stream, from, to));
        if (random.nextInt(3) == 0) {
          out.writeBytes(buffer.read(random.nextInt(400)));
        }
        assertTrue(buffer.free() >= 0);
      }
      assertArrayEquals(stream, out.toByteArray(), "seed " + seed);
    }
  }
}
