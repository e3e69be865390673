package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.CaptureFileLink;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.PlainCaptureOutput;
import dev.jnet.testnet.Captures;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Udp;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machines of the practice network send, judged by those that know real networks. */
class LabCapturesIT {
  @TempDir private Path directory;

  @Test
  void tsharkAndPcap4jFindNothingWrong() throws Exception {
    for (String name : List.of("home", "staircase", "narrowback", "oldrouter")) {
      Lab lab = Lab.open(name, 1);
      Path file = directory.resolve(name + ".pcap");
      FirstHop gateway = lab.firstHop(Addresses.literal("192.168.1.1"));
      try (Link link = CaptureFileLink.open(lab.link(), PlainCaptureOutput.to(file))) {
        talk(new Practice(lab), link, gateway);
      }
      Captures.Verdict verdict = Captures.check(file, gateway.nextHopMac().toString());
      assertEquals(List.of(), verdict.problems(), name);
      assertTrue(verdict.frames() > 100, name + ": " + verdict.frames() + " frames");
    }
  }

  private static void talk(Practice practice, Link link, FirstHop gateway) throws Exception {
    Inet4Address own = (Inet4Address) gateway.source();
    Arp question =
        new Arp(
            Arp.REQUEST,
            gateway.sourceMac(),
            own,
            MacAddress.ZERO,
            (Inet4Address) gateway.nextHop());
    link.send(
        new Ethernet(MacAddress.BROADCAST, gateway.sourceMac(), EtherType.ARP, question.emit())
            .emit());
    for (int version : new int[] {4, 6}) {
      InetAddress target = practice.address("www.lab.test", version);
      FirstHop hop = practice.lab.firstHop(target);
      for (int bytes = 60; bytes <= 1500; bytes += 48) {
        send(link, hop, practice.echo(target, bytes, 64));
        send(link, hop, practice.echo(target, bytes, 1 + bytes / 48 % 4));
      }
      byte[] datagram = new Udp(40000, 33434, new byte[9]).emit(hop.source(), target);
      send(link, hop, packet(hop, target, IpProtocol.UDP, datagram));
      byte[] syn =
          new Tcp(40000, 80, 7, 0, Tcp.SYN, 64240, List.of(), new byte[0])
              .emit(hop.source(), target);
      send(link, hop, packet(hop, target, IpProtocol.TCP, syn));
      send(link, hop, packet(hop, target, 253, new byte[30]));
      send(
          link,
          hop,
          practice.echo(Addresses.literal(version == 4 ? "192.0.2.1" : "3fff::1"), 90, 64));
    }
  }

  private static IpPacket packet(FirstHop hop, InetAddress target, int protocol, byte[] payload) {
    return IpPacket.unsplittable(hop.source(), target, 99, 64, new Payload(protocol, payload));
  }

  private static void send(Link link, FirstHop hop, IpPacket packet) throws Exception {
    link.send(hop.frame(packet));
    Practice.frames(link, link.now() + Nanos.SECOND);
  }
}
