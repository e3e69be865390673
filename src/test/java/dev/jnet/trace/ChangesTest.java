package dev.jnet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Via;
import dev.jnet.trace.Change.Field;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MalformedPacketException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final int TOS = 1;
  private static final int IDENTIFICATION = 5;
  private static final int FRAGMENTS = 6;
  private static final int TTL = 8;
  private static final int SOURCE = 15;
  private static final int HEADER = 20;

  private static IpPacket sent(String via) {
    return new TraceProbes(ByHand.question(Via.parse(via), 30, 3)).probe(0, 9).packet();
  }

  /** The packet with one byte replaced, and no more bytes than {@code length}. */
  private static IpPacket quoted(IpPacket sent, int at, int value, int length)
      throws MalformedPacketException {
    byte[] bytes = sent.emit().clone();
    bytes[at] = (byte) value;
    return IpPacket.parse(Arrays.copyOf(bytes, Math.min(length, bytes.length)));
  }

  private static List<Field> fields(IpPacket sent, IpPacket quoted, boolean expired) {
    return Changes.of(sent, quoted, expired).stream().map(Change::field).toList();
  }

  @Test
  void remainingTtlOf0Or1IsWhatRoutersLeave() throws Exception {
    IpPacket sent = sent("icmp");
    assertEquals(List.of(), Changes.of(sent, quoted(sent, TTL, 0, 60), true));
    assertEquals(List.of(), Changes.of(sent, quoted(sent, TTL, 1, 60), true));
    assertEquals(
        List.of(new Change(Field.TTL, 9, 2)), Changes.of(sent, quoted(sent, TTL, 2, 60), true));
    assertEquals(List.of(), Changes.of(sent, quoted(sent, TTL, 9, 60), false), "not expired");
  }

  @Test
  void everyChangedFieldOfTheHeaderIsNamed() throws Exception {
    IpPacket sent = sent("udp:33434");
    assertEquals(List.of(Field.TRAFFIC_CLASS), fields(sent, quoted(sent, TOS, 8, 60), false));
    int id = (int) sent.identification() + 1;
    assertEquals(
        List.of(Field.IDENTIFICATION), fields(sent, quoted(sent, IDENTIFICATION, id, 60), false));
    assertEquals(
        List.of(new Change(Field.DONT_FRAGMENT, 1, 0)),
        Changes.of(sent, quoted(sent, FRAGMENTS, 0, 60), false));
    IpPacket translated = quoted(sent, SOURCE, 77, 60);
    assertEquals(
        List.of(new Change(Field.SOURCE, 0, 0, Optional.of(translated.source()))),
        Changes.of(sent, translated, false));
  }

  @Test
  void checksumIsComparedWhereTheQuoteReachesIt() throws Exception {
    IpPacket echo = sent("icmp");
    int sum = echo.emit()[HEADER + 2] + 1;
    assertEquals(List.of(Field.CHECKSUM), fields(echo, quoted(echo, HEADER + 2, sum, 28), false));
    assertEquals(List.of(), fields(echo, quoted(echo, HEADER + 2, sum, 23), false));
    IpPacket datagram = sent("udp:33434");
    int other = datagram.emit()[HEADER + 7] + 1;
    assertEquals(
        List.of(Field.CHECKSUM), fields(datagram, quoted(datagram, HEADER + 7, other, 28), false));
    assertEquals(List.of(), fields(datagram, quoted(datagram, HEADER + 7, other, 27), false));
  }

  @Test
  void namesClampedOrRemovedMssUnlessTheQuoteIsTooShort() throws Exception {
    IpPacket syn = sent("tcp:443");
    int value = HEADER + 20 + 2;
    assertEquals(
        List.of(new Change(Field.MSS, 1460, 1460 - 256)),
        Changes.of(syn, quoted(syn, value, 4, 60), false));
    IpPacket removed = quoted(syn, HEADER + 20, 77, 60); // another option in its place
    assertEquals(List.of(new Change(Field.MSS, 1460, -1)), Changes.of(syn, removed, false));
    assertEquals(List.of(), Changes.of(syn, quoted(syn, value, 4, 28), false));
  }

  @Test
  void quotesOfRandomBytesCauseNoException() {
    SplittableRandom random = new SplittableRandom(3);
    int parsed = 0;
    for (String via : List.of("icmp", "udp:33434", "tcp:80")) {
      IpPacket sent = sent(via);
      for (int i = 0; i < 5_000; i++) {
        byte[] bytes = sent.emit().clone();
        for (int n = random.nextInt(6); n >= 0; n--) {
          bytes[random.nextInt(1, bytes.length)] = (byte) random.nextInt();
        }
        byte[] quote = Arrays.copyOf(bytes, random.nextInt(HEADER, bytes.length + 1));
        try {
          assertNotNull(Changes.of(sent, IpPacket.parse(quote), random.nextBoolean()));
          parsed++;
        } catch (MalformedPacketException noPacket) {
          assertTrue(quote.length >= HEADER);
        }
      }
    }
    assertTrue(parsed > 5_000, parsed + " quotes could be parsed");
  }
}
