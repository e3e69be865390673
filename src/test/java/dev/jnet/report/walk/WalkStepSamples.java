package dev.jnet.report.walk;

import static dev.jnet.report.Samples.mac;
import static dev.jnet.report.Samples.ms;
import static dev.jnet.report.walk.WalkSamples.HOP;
import static dev.jnet.report.walk.WalkSamples.RESOLVER;
import static dev.jnet.report.walk.WalkSamples.SERVER;
import static dev.jnet.report.walk.WalkSamples.US;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.walk.Naming;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.walk.dns.DnsMessage;
import dev.jnet.walk.dns.DnsRecord;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Udp;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Names that were looked up and next hops that were found, made by hand. */
final class WalkStepSamples {
  /** A query for the A record of server.example, as it stands on the wire. */
  private static final byte[] QUERY =
      HexFormat.of().parseHex("12340100000100000000000006736572766572076578616d706c650000010001");

  private WalkStepSamples() {}

  static Naming literal() {
    return new Naming(
        Naming.Source.LITERAL,
        List.of(),
        "",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(SERVER),
        Optional.of(SERVER),
        List.of());
  }

  static Naming named() {
    DnsRecord alias =
        new DnsRecord("server.example.", "CNAME", 300, "web.example.", Optional.empty());
    DnsRecord address = new DnsRecord("web.example.", "A", 60, "192.0.2.9", Optional.of(SERVER));
    DnsMessage answer = answer(DnsMessage.NOERROR, "NOERROR", List.of(alias, address));
    return naming(Optional.of(answer), List.of(SERVER));
  }

  static DnsMessage answer(int code, String name, List<DnsRecord> records) {
    return new DnsMessage(
        70, 0x1234, true, false, false, true, code, name, "server.example.", "A", records, 20);
  }

  static Naming naming(Optional<DnsMessage> answer, List<InetAddress> addresses) {
    byte[] question = new Udp(50000, 53, QUERY).emit(US, RESOLVER);
    byte[] reply = new Udp(53, 50000, QUERY).emit(RESOLVER, US);
    Lookup.Query query =
        new Lookup.Query(
            4,
            QUERY,
            List.of(new Passage(ms(1), true, udp(US, RESOLVER, question, 1))),
            answer.map(any -> new Passage(ms(9.5), true, udp(RESOLVER, US, reply, 9.5))),
            answer,
            false);
    Lookup lookup =
        new Lookup(
            "server.example",
            RESOLVER,
            List.of(query),
            Optional.empty(),
            answer.isPresent() ? 1 : 0);
    return new Naming(
        Naming.Source.DNS,
        List.of(RESOLVER),
        "/etc/resolv.conf",
        Optional.empty(),
        List.of(lookup),
        Optional.empty(),
        addresses,
        addresses.stream().findFirst(),
        List.of());
  }

  static Frame udp(InetAddress from, InetAddress to, byte[] datagram, double millis) {
    IpPacket packet = IpPacket.unsplittable(from, to, 7, 64, new Payload(IpProtocol.UDP, datagram));
    return frame(packet, from, millis);
  }

  static Frame frame(IpPacket packet, InetAddress from, double millis) {
    byte[] bytes = HOP.frame(packet);
    return new Frame(LinkType.ETHERNET, bytes, bytes.length, ms(millis), from.equals(US));
  }

  static NextHop byArp() {
    Inet4Address router = (Inet4Address) HOP.nextHop();
    Arp asks = new Arp(Arp.REQUEST, mac(2), (Inet4Address) US, MacAddress.ZERO, router);
    Arp answers = new Arp(Arp.REPLY, mac(1), router, mac(2), (Inet4Address) US);
    return new NextHop(
        SERVER,
        HOP,
        NextHop.Means.ARP,
        true,
        List.of(arp(asks, MacAddress.BROADCAST, mac(2), 18, true)),
        Optional.of(arp(answers, mac(2), mac(1), 18.4, false)),
        Optional.of(mac(1)),
        ms(0.4));
  }

  static Passage arp(Arp arp, MacAddress to, MacAddress from, double millis, boolean outgoing) {
    byte[] bytes = new Ethernet(to, from, List.of(), EtherType.ARP, arp.emit()).emit();
    Frame frame = new Frame(LinkType.ETHERNET, bytes, bytes.length, ms(millis), outgoing);
    return new Passage(ms(millis), true, frame);
  }

  static NextHop askedBefore() {
    return new NextHop(
        SERVER,
        HOP,
        NextHop.Means.ASKED_BEFORE,
        true,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
