package dev.jnet.report.walk;

import dev.jnet.link.LinkType;
import dev.jnet.report.TcpWords;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Udp;
import java.util.ArrayList;
import java.util.List;

/** Divides a frame into its layers, and each header into its fields with their offsets. */
public final class Anatomy {
  private final byte[] bytes;
  private final List<Layer> layers = new ArrayList<>();
  private List<Field> fields = new ArrayList<>();
  private int at;

  /**
   * One header.
   *
   * @param name such as {@code TCP}
   * @param offset where the header begins in the frame, in bytes
   * @param length its length in bytes, options included
   * @param payload how many bytes it carries
   */
  public record Layer(String name, int offset, int length, int payload, List<Field> fields) {}

  /**
   * One field of a header.
   *
   * @param offset where the field begins in the frame, in bytes
   * @param meaning what the field is for, and why it has this value
   */
  public record Field(int offset, int bytes, String name, String value, String meaning) {}

  private Anatomy(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The layers of a frame, the outermost first, as far as they can be parsed. */
  public static List<Layer> of(LinkType type, byte[] frame) {
    Anatomy anatomy = new Anatomy(frame);
    try {
      if (type == LinkType.ETHERNET) {
        anatomy.ethernet();
      } else {
        anatomy.ip();
      }
    } catch (MalformedPacketException | IndexOutOfBoundsException cutShort) {
      return List.copyOf(anatomy.layers);
    }
    return List.copyOf(anatomy.layers);
  }

  private void ethernet() throws MalformedPacketException {
    Ethernet frame = Ethernet.parse(bytes);
    field(6, "destination", frame.destination().toString(), whom(frame.destination()));
    field(6, "source", frame.source().toString(), "who sends it on this link");
    for (int vlan : frame.vlans()) {
      field(Ethernet.VLAN_TAG, "802.1Q tag", "VLAN " + vlan, "which of several virtual links");
    }
    field(2, "type", "0x" + hex(at, 2), "what is inside: " + typeName(frame.etherType()));
    end("Ethernet", 0, bytes.length - at);
    switch (frame.etherType()) {
      case EtherType.ARP -> arp(frame);
      case EtherType.IPV4, EtherType.IPV6 -> ip();
      default -> {
        return;
      }
    }
  }

  private static String whom(MacAddress mac) {
    return mac.equals(MacAddress.BROADCAST)
        ? "everybody on this link"
        : mac.isGroup() ? "a group on this link" : "who takes it on this link: the next hop";
  }

  private static String typeName(int etherType) {
    return switch (etherType) {
      case EtherType.ARP -> "ARP";
      case EtherType.IPV4 -> "IPv4";
      case EtherType.IPV6 -> "IPv6";
      default -> "something else";
    };
  }

  private void arp(Ethernet frame) throws MalformedPacketException {
    int from = at;
    Arp arp = Arp.parse(frame.payload());
    boolean asks = arp.operation() == Arp.REQUEST;
    field(2, "hardware type", "1", "Ethernet");
    field(2, "protocol type", "0x0800", "IPv4");
    field(2, "address lengths", "6 and 4", "bytes of a hardware and of an IPv4 address");
    field(2, "operation", Integer.toString(arp.operation()), asks ? "request" : "reply");
    field(6, "sender MAC", arp.senderMac().toString(), asks ? "who asks" : "the answer");
    field(4, "sender IP", Addresses.text(arp.senderIp()), asks ? "who asks" : "whose it is");
    field(
        6, "target MAC", arp.targetMac().toString(), asks ? "wanted, and still zero" : "who asked");
    field(4, "target IP", Addresses.text(arp.targetIp()), asks ? "who is wanted" : "who asked");
    end("ARP", from, Math.max(0, bytes.length - at));
  }

  private void ip() throws MalformedPacketException {
    byte[] rest = java.util.Arrays.copyOfRange(bytes, at, bytes.length);
    IpPacket packet = IpPacket.parse(rest);
    if (packet.version() == 4) {
      ipv4(packet);
    } else {
      ipv6(packet);
    }
    switch (packet.protocol()) {
      case IpProtocol.TCP -> tcp(packet);
      case IpProtocol.UDP -> udp(packet);
      default -> {
        return;
      }
    }
  }

  private void ipv4(IpPacket packet) {
    int from = at;
    int header = packet.headerLength();
    int flags = Byte.toUnsignedInt(bytes[at + 6]) >>> 5;
    field(1, "version, length", "4, " + header / 4, header / 4 + " x 4 = " + header + " bytes");
    field(
        1, "type of service", Integer.toString(packet.trafficClass()), "priority: none asked for");
    field(
        2,
        "total length",
        Integer.toString(packet.totalLength()),
        header + " header + " + (packet.totalLength() - header) + " inside");
    field(2, "identification", "0x" + hex(at, 2), "the same in all pieces of one packet");
    field(
        2,
        "flags, offset",
        "0x" + hex(at, 2),
        (flags & 2) != 0 ? "DF: do not split it on the way" : "may be split on the way");
    field(1, "TTL", Integer.toString(packet.hopLimit()), "each router takes 1; at 0 it is dropped");
    field(1, "protocol", Integer.toString(packet.protocol()), inside(packet.protocol()));
    field(2, "header checksum", "0x" + hex(at, 2), "over these " + header + " bytes");
    field(4, "source", Addresses.text(packet.source()), "where it comes from");
    field(4, "destination", Addresses.text(packet.destination()), "where it is going, to the end");
    if (header > 20) {
      field(header - 20, "options", "...", "rare");
    }
    end("IPv4", from, packet.totalLength() - header);
  }

  private void ipv6(IpPacket packet) {
    int from = at;
    field(
        4, "version, class, label", "6, " + packet.trafficClass() + ", 0", "no priority, no label");
    field(
        2,
        "payload length",
        Integer.toString(packet.totalLength() - 40),
        "without this header's 40 bytes");
    field(1, "next header", Integer.toString(packet.protocol()), inside(packet.protocol()));
    field(1, "hop limit", Integer.toString(packet.hopLimit()), "each router takes 1");
    field(16, "source", Addresses.text(packet.source()), "where it comes from");
    field(16, "destination", Addresses.text(packet.destination()), "where it is going");
    if (packet.headerLength() > 40) {
      field(packet.headerLength() - 40, "extension headers", "...", "rare");
    }
    end("IPv6", from, packet.totalLength() - packet.headerLength());
  }

  private static String inside(int protocol) {
    return switch (protocol) {
      case IpProtocol.TCP -> "what is inside: TCP";
      case IpProtocol.UDP -> "what is inside: UDP";
      case IpProtocol.ICMP, IpProtocol.ICMPV6 -> "what is inside: ICMP";
      default -> "what is inside";
    };
  }

  private void tcp(IpPacket packet) throws MalformedPacketException {
    int from = at;
    Tcp tcp = Tcp.parse(packet);
    int header = tcp.headerLength();
    field(2, "source port", Integer.toString(tcp.sourcePort()), "which program sends it");
    field(2, "destination port", Integer.toString(tcp.destinationPort()), "which one gets it");
    field(4, "sequence number", Long.toString(tcp.sequence()), "the number of the first byte");
    field(
        4,
        "acknowledgment",
        Long.toString(tcp.acknowledgment()),
        tcp.has(Tcp.ACK) ? "the next byte that the sender expects" : "means nothing without ACK");
    field(
        2,
        "offset, flags",
        "0x" + hex(at, 2),
        header / 4 + " x 4 = " + header + " bytes of header; " + tcp.flagsInWords());
    field(
        2,
        "window",
        Integer.toString(tcp.window()),
        tcp.has(Tcp.SYN)
            ? "bytes more that its sender takes; not scaled in a SYN"
            : "times the window scale of its SYN: bytes more that its sender takes");
    field(2, "checksum", "0x" + hex(at, 2), "over pseudo-header, header and data");
    field(2, "urgent pointer", "0", "unused");
    if (header > Tcp.HEADER) {
      field(header - Tcp.HEADER, "options", TcpWords.options(tcp.options()), "");
    }
    end("TCP", from, tcp.payload().length);
  }

  private void udp(IpPacket packet) throws MalformedPacketException {
    int from = at;
    Udp udp = Udp.parse(packet);
    field(2, "source port", Integer.toString(udp.sourcePort()), "where the answer comes to");
    field(2, "destination port", Integer.toString(udp.destinationPort()), "53 is DNS");
    field(
        2,
        "length",
        Integer.toString(udp.length()),
        Udp.HEADER + " header + " + (udp.length() - Udp.HEADER) + " data");
    field(2, "checksum", "0x" + hex(at, 2), "over pseudo-header, header and data");
    end("UDP", from, udp.length() - Udp.HEADER);
  }

  private void field(int length, String name, String value, String meaning) {
    fields.add(new Field(at, length, name, value, meaning));
    at += length;
  }

  private void end(String name, int from, int payload) {
    layers.add(new Layer(name, from, at - from, payload, List.copyOf(fields)));
    fields = new ArrayList<>();
  }

  private String hex(int from, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < from + length; i++) {
      out.append(Character.forDigit(bytes[i] >> 4 & 15, 16));
      out.append(Character.forDigit(bytes[i] & 15, 16));
    }
    return out.toString();
  }
}
