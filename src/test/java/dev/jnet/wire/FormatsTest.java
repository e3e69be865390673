package dev.jnet.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IcmpV4EchoPacket;
import org.pcap4j.packet.IcmpV6EchoRequestPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UdpPacket;

/** One golden frame, made by hand from the RFCs, and what jnet and pcap4j read and write of it. */
class FormatsTest {
  /** An echo request of 36 bytes: Ethernet, IPv4 (DF, TTL 64), ICMP, data 00..07. */
  private static final String GOLDEN =
      "02005e100002" // to
          + "02005e100001" // from
          + "0800"
          + "45000024" // version 4, 5 words, length 36
          + "12344000" // identification, DF
          + "4001" // TTL 64, ICMP
          + "3c17" // header checksum
          + "c000020a"
          + "c6336450"
          + "0800" // echo request
          + "ebdf" // checksum
          + "00070009" // identifier 7, sequence 9
          + "0001020304050607";

  private static final byte[] DATA = {0, 1, 2, 3, 4, 5, 6, 7};

  private static byte[] golden() {
    return HexFormat.of().parseHex(GOLDEN);
  }

  @Test
  void goldenFrameIsReadFieldByField() throws MalformedPacketException {
    Ethernet frame = Ethernet.parse(golden());
    assertEquals(Samples.OTHER_MAC, frame.destination());
    assertEquals(Samples.MAC, frame.source());
    assertEquals(EtherType.IPV4, frame.etherType());
    Ipv4 packet = Ipv4.parse(frame.payload());
    assertEquals(0x1234, packet.identification());
    assertTrue(packet.dontFragment());
    assertFalse(packet.isFragment());
    assertEquals(64, packet.hopLimit());
    assertEquals(36, packet.totalLength());
    assertEquals(Samples.IPV4_HERE, packet.source());
    assertEquals(Samples.IPV4_THERE, packet.destination());
    assertEquals(Checksum.State.CORRECT, packet.headerChecksum());
    IcmpEcho echo = assertInstanceOf(IcmpEcho.class, Transport.parse(packet));
    assertTrue(echo.isRequest());
    assertEquals(7, echo.identifier());
    assertEquals(9, echo.sequence());
    assertEquals(Checksum.State.CORRECT, echo.checksum());
    assertArrayEquals(DATA, echo.data());
  }

  @Test
  void goldenFrameIsWrittenByteByByte() {
    assertEquals(
        GOLDEN, HexFormat.of().formatHex(Samples.frame(4, IcmpEcho.request(4, 7, 9, DATA))));
  }

  @Test
  void oneWrongBitInHeaderOrDataIsDetected() {
    byte[] header = golden();
    header[Ethernet.HEADER + 8] ^= 1;
    assertEquals(
        Checksum.State.WRONG, Dissection.ofEthernet(header).ip().orElseThrow().headerChecksum());
    byte[] data = golden();
    data[data.length - 1] ^= 1;
    assertEquals(
        Checksum.State.WRONG, Dissection.ofEthernet(data).transport().orElseThrow().checksum());
  }

  @Test
  void packetThatIsCutShortIsTruncatedAndNotWrong() {
    byte[] cut = Arrays.copyOf(golden(), golden().length - 3);
    Dissection parts = Dissection.ofEthernet(cut);
    assertTrue(parts.ip().orElseThrow().isTruncated());
    assertEquals(Checksum.State.NOT_VERIFIED, parts.transport().orElseThrow().checksum());
  }

  @Test
  void pcap4jReadsTheSame() throws Exception {
    byte[] frame = golden();
    EthernetPacket packet = EthernetPacket.newPacket(frame, 0, frame.length);
    assertTrue(packet.get(IpV4Packet.class).getHeader().hasValidChecksum(false));
    assertEquals(7, packet.get(IcmpV4EchoPacket.class).getHeader().getIdentifierAsInt());
    assertArrayEquals(frame, packet.getRawData());
    byte[] six = Samples.frame(6, IcmpEcho.request(6, 7, 9, DATA));
    assertEquals(
        9,
        EthernetPacket.newPacket(six, 0, six.length)
            .get(IcmpV6EchoRequestPacket.class)
            .getHeader()
            .getSequenceNumberAsInt());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void udpChecksumsAreRightAndPcap4jAgrees(int version) throws Exception {
    for (int length : new int[] {0, 1, 2, 17, 1400}) {
      byte[] frame = Samples.frame(version, new Udp(4000, 9, new byte[length]));
      Transport read = Dissection.ofEthernet(frame).transport().orElseThrow();
      assertEquals(Checksum.State.CORRECT, read.checksum());
      Packet second = EthernetPacket.newPacket(frame, 0, frame.length);
      assertTrue(
          second
              .get(UdpPacket.class)
              .hasValidChecksum(Samples.here(version), Samples.there(version), false));
    }
  }

  /** FACTS of offload: only the pseudo-header's sum stands there, and says nothing. */
  @Test
  void checksumThatIsLeftToTheCardIsNotWrong() throws MalformedPacketException {
    byte[] datagram = new Udp(4000, 53, DATA).emit(Samples.IPV4_HERE, Samples.IPV4_THERE);
    datagram[6] = 0;
    datagram[7] = 0;
    int pseudo =
        ~Checksum.withPseudoHeader(
                Samples.IPV4_HERE, Samples.IPV4_THERE, IpProtocol.UDP, new byte[datagram.length])
            & 0xffff;
    datagram[6] = (byte) (pseudo >> 8);
    datagram[7] = (byte) pseudo;
    IpPacket packet =
        IpPacket.unsplittable(
            Samples.IPV4_HERE, Samples.IPV4_THERE, 1, 64, new Payload(IpProtocol.UDP, datagram));
    assertEquals(Checksum.State.NOT_VERIFIED, Transport.parse(packet).checksum());
  }

  @Test
  void vlanTagsAreReadAndKept() throws MalformedPacketException {
    Ethernet tagged =
        new Ethernet(Samples.OTHER_MAC, Samples.MAC, List.of(100, 7), EtherType.ARP, DATA);
    Ethernet read = Ethernet.parse(tagged.emit());
    assertEquals(List.of(100, 7), read.vlans());
    assertEquals(EtherType.ARP, read.etherType());
    assertArrayEquals(DATA, read.payload());
  }

  @Test
  void arpIsReadAndWritten() throws MalformedPacketException {
    Arp question =
        new Arp(Arp.REQUEST, Samples.MAC, Samples.IPV4_HERE, MacAddress.ZERO, Samples.IPV4_THERE);
    byte[] bytes = question.emit();
    assertEquals(28, bytes.length);
    assertEquals(question, Arp.parse(bytes));
    bytes[1] = 6; // IEEE 802 networks, not Ethernet
    assertThrows(MalformedPacketException.class, () -> Arp.parse(bytes));
  }

  @Test
  void nextHopMtuIsInTheLowBitsOfTheSecondWord() throws MalformedPacketException {
    byte[] quote = Samples.packet(4, IcmpEcho.request(4, 7, 9, new byte[1472])).emit();
    byte[] cut = Arrays.copyOf(quote, 28); // RFC 792: the header and 8 bytes
    IpPacket packet = Samples.packet(4, IcmpError.tooBig(4, 1400, cut));
    IcmpError error = assertInstanceOf(IcmpError.class, Transport.parse(packet));
    assertEquals(1400, error.nextHopMtu());
    assertEquals(1500, error.quoted().totalLength());
    assertTrue(error.quoted().isTruncated());
    assertEquals("fragmentation needed", error.inWords());
  }

  @Test
  void extensionsAreSeparatedFromTheQuote() throws MalformedPacketException {
    byte[] quote = new byte[128];
    System.arraycopy(Samples.packet(4, new Udp(1, 2, new byte[100])).emit(), 0, quote, 0, 128);
    byte[] extensions = HexFormat.of().parseHex("20000000" + "00080101" + "12345640");
    IcmpError sent =
        new IcmpError(
            4,
            IcmpError.Kind.TIME_EXCEEDED,
            11,
            0,
            (128L / 4) << 16,
            Checksum.State.CORRECT,
            quote,
            extensions);
    IcmpError read = assertInstanceOf(IcmpError.class, Transport.parse(Samples.packet(4, sent)));
    assertArrayEquals(quote, read.quote());
    assertArrayEquals(extensions, read.extensions());
  }

  @Test
  void addressesAreWrittenAsRfc5952Says() {
    for (String text :
        List.of("::", "::1", "2001:db8::1", "2001:db8:0:1:1:1:1:1", "2001:db8::1:0:0:1")) {
      assertEquals(text, Addresses.text(Addresses.literal(text)));
    }
    assertEquals("192.0.2.1", Addresses.text(Addresses.literal("192.0.2.1")));
    for (String text : List.of("www.example.org", "", "1.2.3.4.5", "::g")) {
      assertThrows(IllegalArgumentException.class, () -> Addresses.literal(text), text);
    }
  }

  /** RFC 1624: what replaces one word of a message replaces its checksum without the rest. */
  @Test
  void checksumIsAdjustedForOneChangedWord() {
    for (int word : new int[] {0, 1, 0x1234, 0xfffe, 0xffff}) {
      byte[] bytes = {(byte) (word >>> 8), (byte) word, 0x45, 0x67, (byte) 0x89};
      byte[] other = {(byte) 0xab, (byte) 0xcd, 0x45, 0x67, (byte) 0x89};
      assertEquals(
          Checksum.of(other), Checksum.adjusted(Checksum.of(bytes), word, 0xabcd), "word " + word);
    }
  }

  @Test
  void errorFromTheKernelsQueueEqualsTheOneThatCame() throws MalformedPacketException {
    byte[] extensions = {0x20, 0, 0, 0};
    for (int version : new int[] {4, 6}) {
      byte[] quote = new byte[128];
      IcmpError told =
          IcmpError.told(
                  new IcmpError.Type(version, version == 4 ? 11 : 3, 0), 0, quote, extensions)
              .orElseThrow();
      IcmpError read =
          assertInstanceOf(IcmpError.class, Transport.parse(Samples.packet(version, told)));
      assertEquals(IcmpError.Kind.TIME_EXCEEDED, read.kind());
      assertArrayEquals(quote, read.quote());
      assertArrayEquals(extensions, read.extensions());
      IcmpError tooBig =
          IcmpError.told(
                  new IcmpError.Type(version, version == 4 ? 3 : 2, version == 4 ? 4 : 0),
                  1400,
                  quote,
                  new byte[0])
              .orElseThrow();
      assertEquals(1400, tooBig.nextHopMtu());
    }
    assertTrue(IcmpError.told(new IcmpError.Type(4, 8, 0), 0, new byte[0], new byte[0]).isEmpty());
  }
}
