package dev.jnet.report.arp;

import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import dev.jnet.wire.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the fields of a frame of ARP, RARP or neighbor discovery in the order of its bytes. */
final class FrameFields {
  /** One field: its name, its length in bytes, and its value. */
  record Field(String name, int bytes, String value) {}

  private final List<Field> fields = new ArrayList<>();

  private FrameFields() {}

  /** The fields of a frame; empty when it carries none of these. */
  static List<Field> of(Ethernet ethernet) {
    FrameFields all = new FrameFields();
    Dissection dissection = Dissection.ofEthernet(ethernet.emit());
    all.ethernet(ethernet);
    if (dissection.arp().isPresent()) {
      all.arp(dissection.arp().get());
      all.padding(ethernet.payload().length - Arp.LENGTH);
    } else if (dissection.ip().isPresent() && dissection.transport().isPresent()) {
      all.ip(dissection.ip().get());
      all.message(dissection.ip().get(), dissection.transport().get());
    }
    return List.copyOf(all.fields);
  }

  private void ethernet(Ethernet frame) {
    add("Ethernet destination", 6, frame.destination() + group(frame.destination()));
    add("Ethernet source", 6, frame.source().toString());
    for (int vlan : frame.vlans()) {
      add("802.1Q tag", Ethernet.VLAN_TAG, "VLAN " + vlan);
    }
    add("Ethernet type", 2, "0x" + hex(frame.etherType(), 4) + " " + name(frame.etherType()));
  }

  private static String group(MacAddress mac) {
    return mac.equals(MacAddress.BROADCAST) ? " all" : mac.isGroup() ? " group" : "";
  }

  private static String name(int etherType) {
    return switch (etherType) {
      case EtherType.ARP -> "ARP";
      case EtherType.RARP -> "RARP";
      case EtherType.IPV6 -> "IPv6";
      default -> "";
    };
  }

  private void arp(Arp arp) {
    add("hardware type", 2, "1 Ethernet");
    add("protocol type", 2, "0x0800 IPv4");
    add("address lengths", 2, "6 and 4");
    add("operation", 2, arp.operation() + " " + operation(arp.operation()));
    add("sender MAC", 6, arp.senderMac().toString());
    add("sender IP", 4, Addresses.text(arp.senderIp()));
    boolean wanted = arp.operation() == Arp.REQUEST;
    add("target MAC", 6, arp.targetMac() + (wanted ? " ?" : ""));
    boolean wantedIp = arp.operation() == Arp.REVERSE_REQUEST;
    add("target IP", 4, Addresses.text(arp.targetIp()) + (wantedIp ? " ?" : ""));
  }

  private static String operation(int number) {
    return switch (number) {
      case Arp.REQUEST -> "request";
      case Arp.REPLY -> "reply";
      case Arp.REVERSE_REQUEST -> "reverse request";
      case Arp.REVERSE_REPLY -> "reverse reply";
      default -> "unknown";
    };
  }

  private void padding(int bytes) {
    if (bytes > 0) {
      add("padding", bytes, "to the minimum of 60");
    }
  }

  private void ip(IpPacket packet) {
    add("IPv6 version, class, label", 4, "6, " + packet.trafficClass() + ", ...");
    add("payload length", 2, Integer.toString(packet.totalLength() - packet.headerLength()));
    add("next header", 1, packet.protocol() + " ICMPv6");
    add("hop limit", 1, packet.hopLimit() + " (no router has passed it on)");
    add("IPv6 source", 16, Addresses.text(packet.source()));
    add("IPv6 destination", 16, Addresses.text(packet.destination()));
  }

  private void message(IpPacket packet, Transport transport) {
    if (transport instanceof NeighborSolicitation question) {
      add("type and code", 2, question.type() + " and 0: neighbor solicitation");
      checksum(packet);
      add("reserved", 4, "0");
      add("target", 16, Addresses.text(question.target()) + " ?");
      option(1, "source", question.sourceMac());
    } else if (transport instanceof NeighborAdvertisement answer) {
      add("type and code", 2, answer.type() + " and 0: neighbor advertisement");
      checksum(packet);
      add("flags", 4, flags(answer));
      add("target", 16, Addresses.text(answer.target()));
      option(2, "target", answer.targetMac());
    }
  }

  private void checksum(IpPacket packet) {
    byte[] bytes = packet.payload();
    int field = Byte.toUnsignedInt(bytes[2]) << 8 | Byte.toUnsignedInt(bytes[3]);
    add("checksum", 2, "0x" + hex(field, 4));
  }

  private static String flags(NeighborAdvertisement answer) {
    String flags =
        (answer.isRouter() ? ", router" : "")
            + (answer.isSolicited() ? ", solicited" : "")
            + (answer.isOverride() ? ", override" : "");
    return flags.isEmpty() ? "none" : flags.substring(2);
  }

  private void option(int type, String whose, Optional<MacAddress> mac) {
    if (mac.isPresent()) {
      add("option", 8, "type " + type + ", length 1: " + whose + " MAC " + mac.get());
    }
  }

  private void add(String name, int bytes, String value) {
    fields.add(new Field(name, bytes, value));
  }

  private static String hex(int value, int digits) {
    String text = Integer.toHexString(value);
    return Text.repeat(new StringBuilder(), '0', digits - text.length()).append(text).toString();
  }
}
