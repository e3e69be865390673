package dev.jnet.ping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Fragmentation;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Transport;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FragmentedRepliesTest {
  private final Probe probe = Pings.count(1).send(0);
  private final SplittableRandom random = new SplittableRandom(5);

  private IpPacket reply(int version, int size) {
    byte[] data = new byte[size];
    random.nextBytes(data);
    IcmpEcho echo = new IcmpEcho(version, false, 1, 2, Checksum.State.CORRECT, data);
    if (version == 4) {
      Inet4Address from = (Inet4Address) Pings.THERE;
      Inet4Address to = (Inet4Address) Pings.HERE;
      return new Ipv4(from, to, random.nextInt(1 << 16), 60, IpProtocol.ICMP, echo.emit(from, to));
    }
    Inet6Address from = (Inet6Address) Addresses.literal("2001:db8::2");
    Inet6Address to = (Inet6Address) Addresses.literal("2001:db8::1");
    return new Ipv6(from, to, 60, IpProtocol.ICMPV6, echo.emit(from, to));
  }

  private List<IpPacket> split(IpPacket packet) throws MalformedPacketException {
    List<IpPacket> fragments = new ArrayList<>();
    for (byte[] bytes : Fragmentation.split(packet, 1300, random.nextInt())) {
      assertTrue(bytes.length <= 1300);
      fragments.add(IpPacket.parse(bytes));
    }
    return fragments;
  }

  private Optional<FragmentedReplies.Whole> add(
      FragmentedReplies fragments, IpPacket fragment, long at) throws MalformedPacketException {
    if (fragment.fragmentOffset() > 0) {
      return fragments.later(fragment, at);
    }
    return fragments.first(
        new Reply.Echoed(
            probe,
            new Reply.Timing(at, at, true, false),
            fragment,
            (IcmpEcho) Transport.parse(fragment),
            true));
  }

  @Test
  void joinsFragmentsInAnyOrderAndWithDuplicates() throws Exception {
    for (int version : new int[] {4, 6}) {
      for (int round = 0; round < 200; round++) {
        IpPacket packet = reply(version, 1300 + random.nextInt(9000));
        List<IpPacket> coming = split(packet);
        coming.add(coming.get(random.nextInt(coming.size())));
        FragmentedReplies fragments = new FragmentedReplies();
        Optional<FragmentedReplies.Whole> whole = Optional.empty();
        for (int at = 1; whole.isEmpty(); at++) {
          whole = add(fragments, coming.remove(random.nextInt(coming.size())), at);
        }
        assertArrayEquals(packet.payload(), whole.get().packet().payload());
        assertEquals(Checksum.State.CORRECT, whole.get().echo().orElseThrow().checksum());
        assertTrue(coming.size() <= 1, "all but the duplicate were needed");
      }
    }
  }

  @Test
  void waitsForAMissingFragment() throws Exception {
    List<IpPacket> coming = split(reply(4, 5000));
    for (int missing = 0; missing < coming.size(); missing++) {
      FragmentedReplies fragments = new FragmentedReplies();
      for (int i = 0; i < coming.size(); i++) {
        if (i != missing) {
          assertEquals(Optional.empty(), add(fragments, coming.get(i), i));
        }
      }
    }
  }

  /** A damaged fragment shows in the checksum of the whole. */
  @Test
  void noticesADamagedFragment() throws Exception {
    List<byte[]> bytes = Fragmentation.split(reply(4, 3000), 1300, 0);
    bytes.get(1)[1000] ^= 4;
    FragmentedReplies fragments = new FragmentedReplies();
    Optional<FragmentedReplies.Whole> whole = Optional.empty();
    for (byte[] fragment : bytes) {
      whole = add(fragments, IpPacket.parse(fragment), 1);
    }
    assertEquals(Checksum.State.WRONG, whole.orElseThrow().echo().orElseThrow().checksum());
  }

  /** Fragments without an end, beyond the largest packet, and of no size cause no exception. */
  @Test
  void ignoresFragmentsThatMakeNoSense() throws Exception {
    FragmentedReplies fragments = new FragmentedReplies();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = reply(4, 8 + random.nextInt(64)).emit();
      bytes[5] = (byte) random.nextInt();
      bytes[4] = (byte) random.nextInt(2);
      bytes[6] = (byte) random.nextInt();
      bytes[7] = (byte) random.nextInt();
      bytes[6] &= 0x3f;
      IpPacket fragment = IpPacket.parse(bytes);
      if (fragment.isFragment()) {
        add(fragments, fragment, i)
            .ifPresent(whole -> assertTrue(whole.packet().totalLength() > 0));
      }
    }
  }
}
