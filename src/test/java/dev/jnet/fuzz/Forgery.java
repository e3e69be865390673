package dev.jnet.fuzz;

import dev.jnet.link.LinkType;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Answers to what was sent, near enough to true ones that they are looked at. What the fuzzer makes
 * of arbitrary bytes alone hardly ever has the right checksum and token.
 */
final class Forgery {
  /** Bytes of its header. */
  private static final int ETHERNET = 14;

  private Forgery() {}

  /** A frame that pretends to answer one that was sent. */
  static byte[] answer(LinkType type, byte[] sent, Script script) {
    boolean ethernet = type == LinkType.ETHERNET;
    Dissection question = ethernet ? Dissection.ofEthernet(sent) : Dissection.ofIp(sent);
    byte[] packet = ethernet ? Arrays.copyOfRange(sent, ETHERNET, sent.length) : sent;
    byte[] answer =
        question.arp().isPresent()
            ? arp(question.ethernet().get(), question.arp().get(), script)
            : packet(question, packet, script);
    for (int i = script.choice(4); i > 0 && answer.length > 0; i--) {
      answer[script.u16() % answer.length] = (byte) script.u8();
    }
    return answer;
  }

  private static byte[] arp(Ethernet ethernet, Arp question, Script script) {
    MacAddress mac = script.flag() ? MacAddress.of(mac(script)) : ethernet.source();
    Arp answer =
        new Arp(
            script.choice(6),
            mac,
            script.flag() ? question.targetIp() : question.senderIp(),
            script.flag() ? question.senderMac() : question.targetMac(),
            script.flag() ? question.senderIp() : question.targetIp());
    return new Ethernet(
            script.flag() ? ethernet.source() : MacAddress.BROADCAST,
            script.flag() ? mac : MacAddress.of(mac(script)),
            ethernet.etherType(),
            answer.emit())
        .emit();
  }

  private static byte[] mac(Script script) {
    return Arrays.copyOf(script.bytes(MacAddress.LENGTH), MacAddress.LENGTH);
  }

  private static byte[] packet(Dissection question, byte[] sent, Script script) {
    IpPacket asked = question.ip().orElseThrow();
    Optional<Transport> transport = question.transport();
    InetAddress from =
        script.choice(4) == 0 ? router(asked.version(), script) : asked.destination();
    int kind = script.choice(4);
    byte[] payload;
    int protocol;
    if (kind > 0 && transport.isPresent() && transport.get() instanceof IcmpEcho echo) {
      protocol = IpProtocol.icmp(asked.version());
      payload = echo.answered().emit(from, asked.source());
    } else if (kind > 0 && transport.isPresent() && transport.get() instanceof Tcp tcp) {
      protocol = IpProtocol.TCP;
      payload = segment(tcp, script).emit(from, asked.source());
    } else if (kind > 0 && transport.isPresent() && transport.get() instanceof Udp udp) {
      protocol = IpProtocol.UDP;
      payload =
          new Udp(
                  /* sourcePort= */ udp.destinationPort(),
                  /* destinationPort= */ udp.sourcePort(),
                  script.bytes(script.u8()))
              .emit(from, asked.source());
    } else {
      protocol = IpProtocol.icmp(asked.version());
      payload = error(asked.version(), sent, asked.source(), from, script);
    }
    IpPacket packet =
        IpPacket.unsplittable(
            from, asked.source(), script.u16(), script.u8(), new Payload(protocol, payload));
    byte[] bytes = packet.emit();
    if (question.ethernet().isEmpty()) {
      return bytes;
    }
    Ethernet ethernet = question.ethernet().get();
    return new Ethernet(
            /* destination= */ ethernet.source(),
            /* source= */ ethernet.destination(),
            asked.version() == 4 ? EtherType.IPV4 : EtherType.IPV6,
            bytes)
        .emit();
  }

  private static InetAddress router(int version, Script script) {
    return Addresses.literal((version == 4 ? "203.0.113." : "2001:db8:ffff::") + script.u8());
  }

  /** An ICMP error of any type and code, quoting as much as it likes, with any extensions. */
  private static byte[] error(
      int version, byte[] sent, InetAddress to, InetAddress from, Script script) {
    byte[] quote = Arrays.copyOf(sent, Math.min(sent.length, script.u16()));
    int[] types = version == 4 ? new int[] {3, 11, 12} : new int[] {1, 2, 3, 4};
    int type = types[script.choice(types.length)];
    int code = script.choice(16);
    IcmpError.Kind kind =
        switch (version * 16 + type) {
          case 4 * 16 + 3 ->
              code == IcmpError.FRAGMENTATION_NEEDED
                  ? IcmpError.Kind.TOO_BIG
                  : IcmpError.Kind.UNREACHABLE;
          case 6 * 16 + 1 -> IcmpError.Kind.UNREACHABLE;
          case 6 * 16 + 2 -> IcmpError.Kind.TOO_BIG;
          case 4 * 16 + 11, 6 * 16 + 3 -> IcmpError.Kind.TIME_EXCEEDED;
          default -> IcmpError.Kind.PARAMETER_PROBLEM;
        };
    return new IcmpError(
            version,
            kind,
            type,
            code,
            script.u32(),
            Checksum.State.CORRECT,
            quote,
            script.bytes(script.choice(96)))
        .emit(from, to);
  }

  private static Tcp segment(Tcp asked, Script script) {
    long sequence = asked.acknowledgment() + (short) script.u16();
    long acknowledgment = asked.sequence() + asked.sequenceLength() + (short) script.u16();
    return new Tcp(
        asked.destinationPort(),
        asked.sourcePort(),
        sequence & 0xffff_ffffL,
        acknowledgment & 0xffff_ffffL,
        script.u8(),
        script.u16(),
        options(script),
        script.bytes(script.u8()));
  }

  private static List<TcpOption> options(Script script) {
    int edge = script.u16();
    return switch (script.choice(6)) {
      case 0 -> List.of(new TcpOption.MaximumSegmentSize(edge));
      case 1 ->
          List.of(
              new TcpOption.MaximumSegmentSize(edge),
              new TcpOption.WindowScale(script.u8()),
              new TcpOption.SackPermitted());
      case 2 -> List.of(new TcpOption.Timestamps(script.u32(), script.u32()));
      case 3 ->
          List.of(
              new TcpOption.Sack(List.of(new TcpOption.Sack.Block(script.u32(), script.u32()))));
      case 4 -> List.of(new TcpOption.Other(script.u8() | 0x80, script.bytes(30)));
      default -> List.of();
    };
  }
}
