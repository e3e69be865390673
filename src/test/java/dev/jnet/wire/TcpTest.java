package dev.jnet.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.TcpMaximumSegmentSizeOption;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.TcpTimestampsOption;
import org.pcap4j.packet.TcpWindowScaleOption;

/**
 * One golden SYN, taken apart, put together, parsed and emitted; then what can be wrong with it.
 */
class TcpTest {
  private static final InetAddress SOURCE = Addresses.literal("192.0.2.1");
  private static final InetAddress DESTINATION = Addresses.literal("198.51.100.2");

  /** An ECN-setup SYN as Linux sends it: MSS 1460, SACK permitted, timestamps, NOP, scale 7. */
  private static final byte[] GOLDEN =
      HexFormat.of()
          .parseHex(
              "c000"
                  + "01bb"
                  + "deadbeef"
                  + "00000000"
                  + "a0c2"
                  + "faf0"
                  + "9812"
                  + "0000"
                  + "020405b4"
                  + "0402"
                  + "080a1234567800000000"
                  + "01"
                  + "030307");

  private static final List<TcpOption> OPTIONS =
      List.of(
          new TcpOption.MaximumSegmentSize(1460),
          new TcpOption.SackPermitted(),
          new TcpOption.Timestamps(0x12345678, 0),
          new TcpOption.NoOperation(),
          new TcpOption.WindowScale(7));

  private static Tcp golden() {
    return new Tcp(
        49152, 443, 0xdeadbeefL, 0, Tcp.SYN | Tcp.ECE | Tcp.CWR, 64240, OPTIONS, new byte[0]);
  }

  private static Tcp parse(byte[] segment) throws MalformedPacketException {
    return Tcp.parse(packet(segment));
  }

  private static IpPacket packet(byte[] segment) {
    return IpPacket.unsplittable(SOURCE, DESTINATION, 1, 64, new Payload(IpProtocol.TCP, segment));
  }

  @Test
  void parsesTheGoldenSegment() throws MalformedPacketException {
    Tcp tcp = assertInstanceOf(Tcp.class, Transport.parse(packet(GOLDEN)));

    assertEquals(49152, tcp.sourcePort());
    assertEquals(443, tcp.destinationPort());
    assertEquals(0xdeadbeefL, tcp.sequence());
    assertEquals(0, tcp.acknowledgment());
    assertEquals("SYN ECE CWR", tcp.flagsInWords());
    assertEquals(64240, tcp.window());
    assertEquals(Checksum.State.CORRECT, tcp.checksum());
    assertEquals(OPTIONS, tcp.options());
    assertEquals(OptionalInt.of(1460), tcp.maximumSegmentSize());
    assertEquals(40, tcp.headerLength());
    assertEquals(1, tcp.sequenceLength());
    assertEquals(0, tcp.payload().length);
  }

  @Test
  void emitsTheGoldenSegment() {
    assertArrayEquals(GOLDEN, golden().emit(SOURCE, DESTINATION));
  }

  @Test
  void checksumIsRightOverIpv6() throws MalformedPacketException {
    InetAddress from = Addresses.literal("2001:db8::1");
    InetAddress to = Addresses.literal("2001:db8:1::2");
    byte[] segment = golden().emit(from, to);

    assertEquals("28d4", HexFormat.of().formatHex(segment, 16, 18));
    IpPacket packet = IpPacket.unsplittable(from, to, 0, 64, new Payload(IpProtocol.TCP, segment));
    assertEquals(Checksum.State.CORRECT, Tcp.parse(packet).checksum());
  }

  @Test
  void padsOptionsToWholeWords() throws MalformedPacketException {
    List<TcpOption> odd =
        List.of(new TcpOption.WindowScale(2), new TcpOption.Other(254, new byte[] {1, 2}));
    Tcp sent = new Tcp(1, 2, 3, 4, Tcp.ACK, 5, odd, new byte[] {9, 8, 7});
    byte[] segment = sent.emit(SOURCE, DESTINATION);

    assertEquals(28 + 3, segment.length);
    Tcp back = parse(segment);
    assertEquals(28, back.headerLength());
    assertEquals(new TcpOption.WindowScale(2), back.options().get(0));
    TcpOption.Other other = assertInstanceOf(TcpOption.Other.class, back.options().get(1));
    assertArrayEquals(new byte[] {1, 2}, other.data());
    assertInstanceOf(TcpOption.EndOfList.class, back.options().get(2));
    assertArrayEquals(new byte[] {9, 8, 7}, back.payload());
    assertArrayEquals(segment, back.emit(SOURCE, DESTINATION));
  }

  @Test
  void fillsFortyBytesOfOptionsAndNotOneMore() throws MalformedPacketException {
    TcpOption.Sack sack =
        new TcpOption.Sack(
            List.of(
                new TcpOption.Sack.Block(0xfffffff0L, 16),
                new TcpOption.Sack.Block(100, 200),
                new TcpOption.Sack.Block(300, 400)));
    List<TcpOption> full =
        List.of(
            new TcpOption.NoOperation(),
            new TcpOption.NoOperation(),
            new TcpOption.Timestamps(0xffffffffL, 0x80000000L),
            new TcpOption.NoOperation(),
            new TcpOption.NoOperation(),
            sack);
    Tcp sent = new Tcp(1, 2, 0xffffffffL, 0x80000000L, Tcp.ACK, 65535, full, new byte[0]);
    assertEquals(60, sent.headerLength());
    Tcp back = parse(sent.emit(SOURCE, DESTINATION));
    assertEquals(full, back.options());
    assertEquals(0xffffffffL, back.sequence());
    assertEquals(0x80000000L, back.acknowledgment());

    List<TcpOption> tooMuch = new java.util.ArrayList<>(full);
    tooMuch.add(new TcpOption.NoOperation());
    assertThrows(
        IllegalArgumentException.class, () -> new Tcp(1, 2, 3, 4, 0, 5, tooMuch, new byte[0]));
  }

  @Test
  void distinguishesAWrongChecksumFromAnUnfinishedOne() throws MalformedPacketException {
    byte[] damaged = GOLDEN.clone();
    damaged[20] ^= 1;
    assertEquals(Checksum.State.WRONG, parse(damaged).checksum());

    // offload leaves the folded sum of the pseudo-header, not complemented
    byte[] pseudo = {(byte) 192, 0, 2, 1, (byte) 198, 51, 100, 2, 0, 6, 0, (byte) GOLDEN.length};
    int partial = ~Checksum.of(pseudo) & 0xffff;
    byte[] offloaded = GOLDEN.clone();
    offloaded[16] = (byte) (partial >>> 8);
    offloaded[17] = (byte) partial;
    assertEquals(Checksum.State.NOT_VERIFIED, parse(offloaded).checksum());
  }

  @Test
  void takesSegmentsThatTheKernelJoined() throws MalformedPacketException {
    Tcp joined = new Tcp(1, 2, 3, 4, Tcp.ACK, 5, List.of(), new byte[3 * 1460]);
    assertEquals(3 * 1460, parse(joined.emit(SOURCE, DESTINATION)).payload().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "28", "ff"})
  void keepsOptionsOfImpossibleLength(String length) throws MalformedPacketException {
    byte[] segment = GOLDEN.clone();
    segment[37] = 3;
    segment[38] = (byte) HexFormat.fromHexDigits(length);
    Tcp tcp = parse(segment);
    TcpOption.Malformed rest =
        assertInstanceOf(TcpOption.Malformed.class, tcp.options().get(tcp.options().size() - 1));
    assertEquals(3, rest.length());
    assertEquals(3, rest.kind());
    assertEquals(40, tcp.headerLength());
  }

  @Test
  void keepsKnownKindsOfUnusualLengthAsBytes() throws MalformedPacketException {
    byte[] segment = GOLDEN.clone();
    segment[20] = 3; // a window scale of 4 bytes
    TcpOption.Other other =
        assertInstanceOf(TcpOption.Other.class, parse(segment).options().get(0));
    assertEquals(3, other.kind());
    assertEquals(4, other.length());
  }

  @Test
  void refusesAnImpossibleHeaderLength() {
    for (int words : new int[] {0, 4, 11, 15}) {
      byte[] segment = GOLDEN.clone();
      segment[12] = (byte) (words << 4);
      assertThrows(MalformedPacketException.class, () -> parse(segment), words + " words");
    }
    for (int length = 0; length < GOLDEN.length; length++) {
      byte[] cut = Arrays.copyOf(GOLDEN, length);
      assertThrows(MalformedPacketException.class, () -> parse(cut), length + " bytes");
    }
  }

  @Test
  void readsAsMuchOfAHeaderAsIsQuoted() throws MalformedPacketException {
    for (int length = 0; length <= GOLDEN.length; length++) {
      IpPacket quoted = packet(Arrays.copyOf(GOLDEN, length));
      if (length < TcpQuote.MIN) {
        assertThrows(MalformedPacketException.class, () -> TcpQuote.parse(quoted));
        continue;
      }
      TcpQuote quote = TcpQuote.parse(quoted);
      assertEquals(49152, quote.sourcePort());
      assertEquals(443, quote.destinationPort());
      assertEquals(0xdeadbeefL, quote.sequence());
      assertEquals(length >= 12, quote.acknowledgment().isPresent());
      assertEquals(length >= 14, quote.flags().isPresent());
      assertEquals(length >= 24, quote.maximumSegmentSize().isPresent(), length + " bytes");
      assertEquals(length == GOLDEN.length, quote.hasAllOptions());
    }
    assertEquals(OPTIONS, TcpQuote.parse(packet(GOLDEN)).options());
  }

  @Test
  void anyBytesGiveASegmentOrAMalformedPacketException() {
    Random random = new Random(9293);
    for (int i = 0; i < 20_000; i++) {
      byte[] hostile = new byte[random.nextInt(100)];
      random.nextBytes(hostile);
      if (hostile.length > 12 && random.nextBoolean()) {
        hostile[12] = (byte) ((5 + random.nextInt(11)) << 4);
      }
      try {
        Tcp tcp = parse(hostile);
        assertFalse(tcp.toString().isEmpty());
        byte[] again = tcp.emit(SOURCE, DESTINATION);
        assertEquals(hostile.length, again.length, "what was parsed can be sent as it was");
        assertTrue(parse(again).checksum() == Checksum.State.CORRECT);
      } catch (MalformedPacketException e) {
        assertFalse(String.valueOf(e.getMessage()).isEmpty());
      }
      try {
        assertFalse(TcpQuote.parse(packet(hostile)).toString().isEmpty());
      } catch (MalformedPacketException e) {
        assertTrue(hostile.length < TcpQuote.MIN);
      }
    }
  }

  @Test
  void pcap4jReadsTheSame() throws Exception {
    TcpPacket second = TcpPacket.newPacket(GOLDEN, 0, GOLDEN.length);
    TcpPacket.TcpHeader header = second.getHeader();

    assertEquals(49152, header.getSrcPort().valueAsInt());
    assertEquals(443, header.getDstPort().valueAsInt());
    assertEquals(0xdeadbeefL, header.getSequenceNumberAsLong());
    assertEquals(10, header.getDataOffsetAsInt());
    assertTrue(header.getSyn());
    assertFalse(header.getAck());
    assertEquals(64240, header.getWindowAsInt());
    assertTrue(second.hasValidChecksum(SOURCE, DESTINATION, false));
    var options = header.getOptions();
    assertEquals(1460, ((TcpMaximumSegmentSizeOption) options.get(0)).getMaxSegSizeAsInt());
    assertEquals(0x12345678L, ((TcpTimestampsOption) options.get(2)).getTsValueAsLong());
    assertEquals(7, ((TcpWindowScaleOption) options.get(4)).getShiftCountAsInt());
  }
}
