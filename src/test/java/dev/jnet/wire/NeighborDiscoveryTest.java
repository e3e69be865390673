package dev.jnet.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.IcmpV6CommonPacket;
import org.pcap4j.packet.IcmpV6NeighborAdvertisementPacket;
import org.pcap4j.packet.IcmpV6NeighborSolicitationPacket;
import org.pcap4j.packet.IpV6NeighborDiscoverySourceLinkLayerAddressOption;
import org.pcap4j.packet.IpV6NeighborDiscoveryTargetLinkLayerAddressOption;
import org.pcap4j.packet.IpV6Packet;

/** Neighbor Solicitation and Advertisement: built, read back, and read by somebody else. */
class NeighborDiscoveryTest {
  private static final MacAddress MAC = MacAddress.parse("02:00:5e:10:00:01");
  private static final Inet6Address HERE = (Inet6Address) Addresses.literal("fe80::1");
  private static final Inet6Address TARGET = (Inet6Address) Addresses.literal("2001:db8::12:3456");
  private static final Inet6Address GROUP = Addresses.solicitedNode(TARGET);

  /** RFC 4861 section 4.3, by hand: type, code, checksum, reserved, target, option 1 of 8 bytes. */
  private static final String SOLICITATION =
      "8700" + "%s" + "00000000" + "20010db8000000000000000000123456" + "0101" + "02005e100001";

  @Test
  void solicitedNodeGroupAndItsMacEndLikeTheAddress() {
    assertEquals("ff02::1:ff12:3456", Addresses.text(GROUP));
    assertEquals("33:33:ff:12:34:56", MacAddress.ofGroup(GROUP).toString());
  }

  @Test
  void solicitationHasTheBytesOfTheRfc() {
    byte[] bytes = solicitation();
    String checksum = HexFormat.of().formatHex(bytes, 2, 4);
    assertEquals(SOLICITATION.formatted(checksum), HexFormat.of().formatHex(bytes));
  }

  @Test
  void solicitationIsReadBack() throws Exception {
    Ipv6 packet = packet(GROUP, 255, solicitation());
    NeighborSolicitation read =
        assertInstanceOf(NeighborSolicitation.class, Transport.parse(packet));
    assertEquals(new NeighborSolicitation(TARGET, Optional.of(MAC)), read);
    assertTrue(read.isValidIn(packet));
  }

  @Test
  void advertisementIsReadBackWithItsFlags() throws Exception {
    for (int flags = 0; flags < 8; flags++) {
      NeighborAdvertisement sent =
          new NeighborAdvertisement(
              TARGET,
              (flags & 4) != 0,
              (flags & 2) != 0,
              (flags & 1) != 0,
              flags == 0 ? Optional.empty() : Optional.of(MAC),
              Checksum.State.CORRECT);
      assertEquals(sent, Transport.parse(packet(HERE, 255, sent.emit(HERE, HERE))));
    }
  }

  @Test
  void anotherParserReadsTheSame() throws Exception {
    byte[] question = packet(GROUP, 255, solicitation()).emit();
    var asked = IpV6Packet.newPacket(question, 0, question.length);
    assertTrue(
        asked.get(IcmpV6CommonPacket.class).hasValidChecksum(HERE, GROUP, false), "checksum");
    var solicitation = asked.get(IcmpV6NeighborSolicitationPacket.class).getHeader();
    assertEquals(TARGET, solicitation.getTargetAddress());
    var source =
        (IpV6NeighborDiscoverySourceLinkLayerAddressOption) solicitation.getOptions().get(0);
    assertArrayEquals(MAC.bytes(), source.getLinkLayerAddress());

    byte[] answer =
        packet(HERE, 255, NeighborAdvertisement.answer(TARGET, MAC).emit(HERE, HERE)).emit();
    var answered = IpV6Packet.newPacket(answer, 0, answer.length);
    assertTrue(
        answered.get(IcmpV6CommonPacket.class).hasValidChecksum(HERE, HERE, false), "checksum");
    var advertisement = answered.get(IcmpV6NeighborAdvertisementPacket.class).getHeader();
    assertFalse(advertisement.getRouterFlag());
    assertTrue(advertisement.getSolicitedFlag());
    assertTrue(advertisement.getOverrideFlag());
    var target =
        (IpV6NeighborDiscoveryTargetLinkLayerAddressOption) advertisement.getOptions().get(0);
    assertArrayEquals(MAC.bytes(), target.getLinkLayerAddress());
  }

  @Test
  void forwardedOrDamagedMessageIsNotValid() throws Exception {
    byte[] message = NeighborAdvertisement.answer(TARGET, MAC).emit(HERE, HERE);
    assertTrue(advertisement(packet(HERE, 255, message)).isValidIn(packet(HERE, 255, message)));
    Ipv6 routed = packet(HERE, 254, message);
    assertFalse(advertisement(routed).isValidIn(routed), "hop limit 254");
    byte[] damaged = message.clone();
    damaged[20] ^= 1;
    Ipv6 wrong = packet(HERE, 255, damaged);
    assertFalse(advertisement(wrong).isValidIn(wrong), "checksum");
    Inet6Address all = (Inet6Address) Addresses.literal("ff02::1");
    Ipv6 toAll = packet(all, 255, NeighborAdvertisement.answer(TARGET, MAC).emit(HERE, all));
    assertFalse(advertisement(toAll).isValidIn(toAll), "solicited by everybody");
    Inet6Address nobody = (Inet6Address) Addresses.literal("::");
    Ipv6 fromNobody =
        new Ipv6(
            nobody,
            GROUP,
            255,
            IpProtocol.ICMPV6,
            new NeighborSolicitation(TARGET, Optional.of(MAC)).emit(nobody, GROUP));
    NeighborSolicitation withMac =
        assertInstanceOf(NeighborSolicitation.class, Transport.parse(fromNobody));
    assertFalse(withMac.isValidIn(fromNobody), "a hardware address of the unspecified address");
  }

  @Test
  void otherOptionsAreSkipped() throws Exception {
    byte[] nonceFirst =
        HexFormat.of()
            .parseHex(
                "8800000060000000"
                    + "20010db8000000000000000000123456"
                    + "0e01aabbccddeeff"
                    + "020102005e100001");
    assertEquals(Optional.of(MAC), advertisement(packet(HERE, 255, nonceFirst)).targetMac());
  }

  @Test
  void optionOfLengthZeroAndCutMessagesAreMalformed() {
    byte[] endless = Arrays.copyOf(solicitation(), 26);
    endless[25] = 0;
    assertThrows(
        MalformedPacketException.class, () -> Transport.parse(packet(GROUP, 255, endless)));
    byte[] whole = solicitation();
    for (int length = 8; length < whole.length; length++) {
      if (length != 24) { // without the option it is whole again
        byte[] cut = Arrays.copyOf(whole, length);
        assertThrows(
            MalformedPacketException.class, () -> Transport.parse(packet(GROUP, 255, cut)));
      }
    }
  }

  @Test
  void anyBytesGiveARecordOrAMalformedPacketException() {
    Random random = new Random(4861);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 2) {
        bytes[0] = (byte) (135 + i % 2);
        bytes[1] = 0;
      }
      try {
        assertFalse(Transport.parse(packet(GROUP, 255, bytes)).toString().isEmpty());
      } catch (MalformedPacketException expected) {
        assertFalse(expected.getMessage().isEmpty());
      }
    }
  }

  private static byte[] solicitation() {
    return new NeighborSolicitation(TARGET, Optional.of(MAC)).emit(HERE, GROUP);
  }

  private static NeighborAdvertisement advertisement(Ipv6 packet) throws Exception {
    return assertInstanceOf(NeighborAdvertisement.class, Transport.parse(packet));
  }

  private static Ipv6 packet(Inet6Address destination, int hopLimit, byte[] message) {
    return new Ipv6(HERE, destination, hopLimit, IpProtocol.ICMPV6, message);
  }
}
