package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Fragmentation;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FragmentJoinerTest {
  private static final byte[] PAYLOAD = payload();

  private final FragmentJoiner joiner = new FragmentJoiner();

  private static byte[] payload() {
    byte[] payload = new byte[3000];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) i;
    }
    return payload;
  }

  private static IpPacket four() {
    Inet4Address source = (Inet4Address) Addresses.literal("192.0.2.1");
    Inet4Address target = (Inet4Address) Addresses.literal("192.0.2.2");
    return new Ipv4(source, target, 7, 64, IpProtocol.ICMP, PAYLOAD);
  }

  private static IpPacket six() {
    Inet6Address source = (Inet6Address) Addresses.literal("2001:db8::1");
    Inet6Address target = (Inet6Address) Addresses.literal("2001:db8::2");
    return new Ipv6(source, target, 64, IpProtocol.UDP, PAYLOAD);
  }

  private void joins(IpPacket packet) throws Exception {
    List<byte[]> pieces = Fragmentation.split(packet, 1280, 1);
    assertEquals(3, pieces.size());
    for (byte[] piece : pieces.subList(0, 2)) {
      assertFalse(joiner.add(piece, IpPacket.parse(piece)).isPresent());
    }
    Optional<FragmentJoiner.JoinedPacket> joined =
        joiner.add(pieces.get(2), IpPacket.parse(pieces.get(2)));
    IpPacket whole = joined.orElseThrow().packet();
    assertArrayEquals(PAYLOAD, whole.payload());
    assertFalse(whole.isFragment());
    assertEquals(packet.protocol(), whole.protocol());
    assertEquals(packet.totalLength(), whole.totalLength());
    assertArrayEquals(pieces.get(0), joined.orElseThrow().first());
  }

  @Test
  void joinsFragmentsOfBothVersionsOneAfterTheOther() throws Exception {
    joins(four());
    joins(six());
    joins(four());
  }

  @Test
  void refusesFragmentWhenTheOneBeforeItIsMissing() throws Exception {
    List<byte[]> pieces = Fragmentation.split(four(), 1280, 1);
    IpPacket second = IpPacket.parse(pieces.get(1));
    IpPacket third = IpPacket.parse(pieces.get(2));
    assertThrows(LinkException.class, () -> joiner.add(pieces.get(1), second));
    joiner.add(pieces.get(0), IpPacket.parse(pieces.get(0)));
    assertThrows(LinkException.class, () -> joiner.add(pieces.get(2), third));
  }

  @Test
  void firstFragmentReplacesPacketThatWasNotComplete() throws Exception {
    byte[] piece = Fragmentation.split(four(), 1280, 1).get(0);
    assertFalse(joiner.add(piece, IpPacket.parse(piece)).isPresent());
    joins(six());
  }
}
