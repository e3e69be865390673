package dev.jnet.link.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.LinkException;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of captures that are written here byte by byte. */
class CaptureReaderTest {
  private static final byte[] FRAME = {1, 2, 3, 4, 5};
  private static final long SECONDS = 1_700_000_000L;

  @TempDir Path folder;

  private record Read(List<StoredFrame> frames, Optional<String> trouble, long uncaptured) {}

  private Read read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("x"), bytes);
    try (CaptureReader reader = CaptureReader.open(file.toString())) {
      List<StoredFrame> frames = new ArrayList<>();
      for (var next = reader.next(4); next.isPresent(); next = reader.next(4)) {
        frames.add(next.get());
      }
      return new Read(frames, reader.trouble(), reader.uncaptured());
    }
  }

  private static ByteOrder order(boolean big) {
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static byte[] whole(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.position()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer pcap(boolean big, boolean nanoseconds) {
    ByteBuffer out = ByteBuffer.allocate(1000).order(order(big));
    out.putInt(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
    return out.putInt(0).putInt(0).putInt(262_144).putInt(101);
  }

  private static void record(ByteBuffer out, int fraction) {
    out.putInt((int) SECONDS).putInt(fraction).putInt(FRAME.length).putInt(1500).put(FRAME);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void pcapIsReadInEitherOrderOfBytesAndUnitOfTime(boolean big, boolean nanoseconds)
      throws IOException {
    ByteBuffer out = pcap(big, nanoseconds);
    record(out, 7);
    record(out, 8);
    Read read = read(whole(out));
    assertEquals(Optional.empty(), read.trouble);
    assertEquals(2, read.frames.size());
    StoredFrame second = read.frames.get(1);
    assertEquals(101, second.linkType());
    assertArrayEquals(new byte[] {1, 2, 3, 4}, second.bytes());
    long unit = nanoseconds ? 1 : Nanos.MICROSECOND;
    assertEquals(SECONDS * Nanos.SECOND + 8 * unit, second.stamp());
  }

  private static ByteBuffer section(boolean big) {
    ByteBuffer out = ByteBuffer.allocate(4000).order(order(big));
    return block(out, 0x0a0d0d0a, i32(big, 0x1a2b3c4d), i32(big, 1), i32(big, -1), i32(big, -1));
  }

  private static byte[] i32(boolean big, int value) {
    return ByteBuffer.allocate(4).order(order(big)).putInt(value).array();
  }

  private static byte[] i16(boolean big, int value) {
    return ByteBuffer.allocate(2).order(order(big)).putShort((short) value).array();
  }

  private static ByteBuffer block(ByteBuffer out, int type, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    int padded = (length + 3) / 4 * 4;
    out.putInt(type).putInt(12 + padded);
    Arrays.stream(parts).forEach(out::put);
    return out.put(new byte[padded - length]).putInt(12 + padded);
  }

  /** The number of ns since 1970 in units of an interface, high half first. */
  private static byte[][] packet(boolean big, int device, long stamp) {
    return new byte[][] {
      i32(big, device),
      i32(big, (int) (stamp >>> 32)),
      i32(big, (int) stamp),
      i32(big, FRAME.length),
      i32(big, 1500),
      FRAME
    };
  }

  private static byte[][] device(boolean big, int linkType, int resolution) {
    return new byte[][] {
      i16(big, linkType),
      i16(big, 0),
      i32(big, 3),
      i16(big, 2), // its name
      i16(big, 2),
      {'e', '0', 0, 0},
      i16(big, 9), // its unit of time
      i16(big, 1),
      {(byte) resolution, 0, 0, 0},
      i32(big, 0)
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pcapngFramesHaveTheLinkTypeAndTheUnitOfTheirInterface(boolean big) throws IOException {
    ByteBuffer out = section(big);
    block(out, 1, device(big, 1, 9));
    block(out, 1, device(big, 101, 6));
    block(out, 1, device(big, 113, 0x80 | 10));
    block(out, 4, i32(big, 0)); // names
    block(out, 6, packet(big, 0, SECONDS * Nanos.SECOND + 7));
    block(out, 6, packet(big, 1, SECONDS * 1_000_000 + 7));
    block(out, 0x80000bad, FRAME);
    block(out, 6, packet(big, 2, SECONDS * 1024 + 512));
    block(out, 3, i32(big, FRAME.length), FRAME);
    Read read = read(whole(out));
    assertEquals(Optional.empty(), read.trouble);
    assertEquals(List.of(1, 101, 113, 1), read.frames.stream().map(f -> f.linkType()).toList());
    long base = SECONDS * Nanos.SECOND;
    assertEquals(
        List.of(base + 7, base + 7_000, base + Nanos.SECOND / 2, base + Nanos.SECOND / 2),
        read.frames.stream().map(f -> f.stamp()).toList());
    assertArrayEquals(new byte[] {1, 2, 3}, read.frames.get(3).bytes(), "cut at the snap length");
  }

  @Test
  void sectionsOfEitherOrderFollowOneAnother() throws IOException {
    ByteBuffer out = ByteBuffer.allocate(4000);
    for (boolean big : new boolean[] {true, false}) {
      ByteBuffer section = section(big);
      block(section, 1, device(big, big ? 1 : 101, 9));
      block(section, 6, packet(big, 0, 5));
      out.put(whole(section));
    }
    Read read = read(whole(out));
    assertEquals(Optional.empty(), read.trouble);
    assertEquals(List.of(1, 101), read.frames.stream().map(f -> f.linkType()).toList());
  }

  private static byte[] i64(boolean big, long value) {
    return ByteBuffer.allocate(8).order(order(big)).putLong(value).array();
  }

  /** The statistics of an interface: what it received, and what it and the system dropped. */
  private static byte[][] statistics(boolean big, int device, long byInterface, long bySystem) {
    return new byte[][] {
      i32(big, device),
      i64(big, SECONDS),
      i16(big, 4), // frames that it received
      i16(big, 8),
      i64(big, 1000),
      i16(big, 5),
      i16(big, 8),
      i64(big, byInterface),
      i16(big, 7),
      i16(big, 8),
      i64(big, bySystem),
      i32(big, 0)
    };
  }

  /** A frame with its comment, and with how many frames were lost before it. */
  private static byte[][] packetAfterLoss(boolean big, int device, long lost) {
    List<byte[]> parts = new ArrayList<>(List.of(packet(big, device, SECONDS)));
    parts.add(new byte[3]); // up to four bytes
    parts.add(i16(big, 1));
    parts.add(i16(big, 2));
    parts.add(new byte[] {'h', 'i', 0, 0});
    parts.add(i16(big, 4));
    parts.add(i16(big, 8));
    parts.add(i64(big, lost));
    return parts.toArray(byte[][]::new);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pcapngFramesThatWereNotCapturedAreCountedForEachInterfaceOfEachSection(boolean big)
      throws IOException {
    ByteBuffer out = section(big);
    block(out, 1, device(big, 1, 9));
    block(out, 1, device(big, 1, 9));
    block(out, 6, packetAfterLoss(big, 1, 3));
    block(out, 5, statistics(big, 0, 5, 0));
    block(out, 6, packetAfterLoss(big, 1, 4));
    block(out, 5, statistics(big, 0, 20, 1)); // of which 5 were told before
    block(out, 5, statistics(big, 1, 6, 0)); // the frames tell one more
    block(out, 5, statistics(big, 7, 100, 0)); // no interface of this file
    block(out, 2, i16(big, 0), i16(big, 0xffff), i64(big, 0), i32(big, 5), i32(big, 5), FRAME);
    ByteBuffer second = section(!big);
    block(second, 1, device(!big, 1, 9));
    block(second, 2, i16(!big, 0), i16(!big, 9), i64(!big, 0), i32(!big, 5), i32(!big, 5), FRAME);
    out.put(whole(second));
    Read read = read(whole(out));
    assertEquals(Optional.empty(), read.trouble);
    assertEquals(4, read.frames.size());
    assertEquals(21 + 7 + 9, read.uncaptured);
  }

  @Test
  void numbersOfLostFramesThatAreNonsenseNeitherOverflowNorBecomeNegative() throws IOException {
    ByteBuffer out = section(true);
    block(out, 1, device(true, 1, 9));
    block(out, 6, packetAfterLoss(true, 0, -1));
    block(out, 6, packetAfterLoss(true, 0, Long.MAX_VALUE));
    block(out, 5, statistics(true, 0, Long.MIN_VALUE, Long.MAX_VALUE));
    assertEquals(1L << 48, read(whole(out)).uncaptured);
  }

  @Test
  void fileOfLibpcapTellsOfNoLoss() throws IOException {
    ByteBuffer out = pcap(true, true);
    record(out, 7);
    assertEquals(0, read(whole(out)).uncaptured);
  }

  @Test
  void truncatedFileIsReadAsFarAsItGoesAndTheRestIsSaid() throws IOException {
    ByteBuffer out = section(false);
    block(out, 1, device(false, 1, 9));
    int before = out.position();
    block(out, 6, packet(false, 0, 1));
    int whole = out.position();
    block(out, 6, packet(false, 0, 2));
    for (int cut = whole + 1; cut < out.position(); cut++) {
      Read read = read(Arrays.copyOf(whole(out), cut));
      assertEquals(cut < whole ? 0 : 1, read.frames.size());
      String trouble = read.trouble.orElseThrow();
      assertEquals(
          "the file is cut off: the part that starts at byte " + whole + " is incomplete",
          trouble,
          "cut at " + cut);
    }
    assertTrue(before < whole);
  }

  @Test
  void impossibleLengthsAndUnknownInterfacesAreSaid() throws IOException {
    ByteBuffer long4 = pcap(false, true);
    long4.putInt(1).putInt(1).putInt(-1).putInt(-1);
    assertEquals(
        "damaged after byte 24: the next frame claims to have 4294967295 bytes",
        read(whole(long4)).trouble.orElseThrow());
    ByteBuffer none = section(false);
    block(none, 6, packet(false, 0, 1));
    assertTrue(
        read(whole(none))
            .trouble
            .orElseThrow()
            .contains("interface 0, which the file does not describe"));
    ByteBuffer odd = section(false);
    odd.putInt(6).putInt(13).putInt(0);
    assertTrue(read(whole(odd)).trouble.orElseThrow().contains("claims to have 13 bytes"));
    ByteBuffer lies = section(false);
    block(lies, 1, device(false, 1, 9));
    int at = lies.position();
    block(lies, 6, packet(false, 0, 1));
    lies.putInt(at + 20, 60_000);
    assertTrue(read(whole(lies)).trouble.orElseThrow().contains("claims to have 60000 bytes"));
  }

  @Test
  void folderAndMissingFileAreRefused() {
    for (String file : List.of(folder.toString(), folder + "/none")) {
      try (CaptureReader reader = CaptureReader.open(file)) {
        throw new AssertionError(file + " was opened: " + reader.getClass());
      } catch (LinkException e) {
        assertTrue(
            List.of("Is a directory", "No such file or directory").contains(e.getMessage()),
            e.getMessage());
      }
    }
  }
}
