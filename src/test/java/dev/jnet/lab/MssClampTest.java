package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MssClampTest {
  private static Datagram segment(int version, int flags, List<TcpOption> options) {
    InetAddress from = Addresses.literal(version == 4 ? "10.0.0.2" : "2001:db8::2");
    InetAddress to = Addresses.literal(version == 4 ? "10.2.0.1" : "2001:db8:2::1");
    byte[] bytes = new Tcp(40000, 80, 12345, 0, flags, 64240, options, new byte[0]).emit(from, to);
    return Datagram.of(IpPacket.unsplittable(from, to, 1, 64, new Payload(IpProtocol.TCP, bytes)));
  }

  private static int mss(Datagram datagram) {
    Tcp segment = (Tcp) datagram.transport().orElseThrow();
    assertEquals(Checksum.State.CORRECT, segment.checksum());
    return segment.maximumSegmentSize().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void lowersALargerMssAndKeepsASmallerOne(int version) {
    Datagram syn = segment(version, Tcp.SYN, List.of(new TcpOption.MaximumSegmentSize(1460)));
    assertEquals(1412, mss(MssClamp.clamp(syn, 1412)));
    assertEquals(1460, mss(syn), "the packet itself is as it was");
    assertSame(syn, MssClamp.clamp(syn, 1460));
    assertSame(syn, MssClamp.clamp(syn, 9000));
  }

  @Test
  void findsTheOptionBehindAnyOtherOptions() {
    for (int nops = 0; nops < 4; nops++) {
      List<TcpOption> options = new ArrayList<>();
      for (int i = 0; i < nops; i++) {
        options.add(new TcpOption.NoOperation());
      }
      options.add(new TcpOption.SackPermitted());
      options.add(new TcpOption.Timestamps(1, 2));
      options.add(new TcpOption.MaximumSegmentSize(8960));
      Datagram clamped = MssClamp.clamp(segment(4, Tcp.SYN | Tcp.ACK, options), 1300);
      assertEquals(1300, mss(clamped));
      assertEquals(
          options.size(),
          ((Tcp) clamped.transport().orElseThrow())
              .options().stream().filter(o -> !(o instanceof TcpOption.EndOfList)).count());
    }
  }

  @Test
  void leavesAllOtherPacketsUnchanged() {
    Datagram ack = segment(4, Tcp.ACK, List.of(new TcpOption.MaximumSegmentSize(1460)));
    assertSame(ack, MssClamp.clamp(ack, 1300));
    Datagram bare = segment(4, Tcp.SYN, List.of());
    assertSame(bare, MssClamp.clamp(bare, 1300));
    Datagram endless =
        segment(
            4, Tcp.SYN, List.of(new TcpOption.Malformed(new byte[] {2, 4, 5, 0x6e, 9, 0, 1, 1})));
    assertEquals(1300, mss(MssClamp.clamp(endless, 1300)));
    Datagram cut = segment(4, Tcp.SYN, List.of(new TcpOption.Malformed(new byte[] {3, 0, 2, 4})));
    assertSame(cut, MssClamp.clamp(cut, 1300));
  }

  @Test
  void targetBehindAClampingRouterSeesTheLowerMss() throws Exception {
    TopologyBuilder builder =
        new TopologyBuilder("a clamp, and a router behind it that quotes")
            .client("client", "10.0.0.2/24")
            .router("clamp", "10.0.0.1")
            .set(Setting.CLAMP_MSS, 1300)
            .router("behind", "10.0.1.1")
            .host("target", "10.2.0.1")
            .link("client", "clamp")
            .link("clamp", "behind")
            .link("behind", "target");
    Practice practice = Practice.of(builder);
    Datagram syn = segment(4, Tcp.SYN, List.of(new TcpOption.MaximumSegmentSize(1460)));
    for (int ttl = 1; ttl <= 2; ttl++) {
      IpPacket packet =
          IpPacket.unsplittable(
              syn.ip().source(),
              syn.ip().destination(),
              1,
              ttl,
              new Payload(IpProtocol.TCP, syn.ip().payload()));
      byte[] quote = Practice.error(practice.send(packet)).quote();
      assertEquals(ttl == 1 ? 1460 : 1300, mss(Datagram.parse(quote).orElseThrow()));
    }
  }
}
