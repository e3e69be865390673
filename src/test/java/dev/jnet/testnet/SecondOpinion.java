package dev.jnet.testnet;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.pcap4j.packet.ArpPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IcmpV4CommonPacket;
import org.pcap4j.packet.IcmpV6CommonPacket;
import org.pcap4j.packet.IllegalPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpPacket;
import org.pcap4j.packet.IpSelector;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.UnknownPacket;

/** What pcap4j's packet classes think of frames. */
final class SecondOpinion {
  private static final int ETHERNET_HEADER = 14;

  private SecondOpinion() {}

  static Captures.Verdict check(PcapFile file, String sender) {
    List<String> problems = new ArrayList<>();
    int judged = 0;
    int number = 0;
    for (PcapFile.Captured frame : file.frames()) {
      number++;
      byte[] bytes = frame.bytes();
      if (isMulticastReport(file, bytes)) {
        judged += isReportFrom(file, bytes, sender) ? 1 : 0;
        continue;
      }
      try {
        Packet packet =
            file.linkType() == PcapFile.ETHERNET
                ? EthernetPacket.newPacket(bytes, 0, bytes.length)
                : IpSelector.newPacket(bytes, 0, bytes.length);
        if (isFrom(packet, sender)) {
          judged++;
          for (String problem : problems(packet, bytes)) {
            problems.add("pcap4j: frame " + number + ": " + problem);
          }
        }
      } catch (IllegalRawDataException e) {
        problems.add("pcap4j: frame " + number + ": " + e.getMessage());
      }
    }
    return new Captures.Verdict(judged, problems);
  }

  /**
   * Whether a frame has an IPv6 hop-by-hop header: pcap4j miscounts it, takes what follows for
   * anything, and may throw. Only the kernel's multicast reports have one.
   */
  private static boolean isMulticastReport(PcapFile file, byte[] bytes) {
    int ip = file.linkType() == PcapFile.ETHERNET ? ETHERNET_HEADER : 0;
    boolean ipv6 = ip == 0 || (bytes[12] == (byte) 0x86 && bytes[13] == (byte) 0xdd);
    return ipv6 && bytes.length > ip + 40 && bytes[ip] >> 4 == 6 && bytes[ip + 6] == 0;
  }

  private static boolean isReportFrom(PcapFile file, byte[] bytes, String sender) {
    if (Captures.isMac(sender)) {
      return sender.equals(HexFormat.ofDelimiter(":").formatHex(bytes, 6, 12));
    }
    int source = (file.linkType() == PcapFile.ETHERNET ? ETHERNET_HEADER : 0) + 8;
    byte[] address = Arrays.copyOfRange(bytes, source, source + 16);
    return Arrays.equals(address, address(sender).getAddress());
  }

  private static boolean isFrom(Packet packet, String sender) {
    if (Captures.isMac(sender)) {
      EthernetPacket ethernet = packet.get(EthernetPacket.class);
      return ethernet != null && ethernet.getHeader().getSrcAddr().toString().equals(sender);
    }
    IpPacket ip = packet.get(IpPacket.class);
    return ip != null && ip.getHeader().getSrcAddr().equals(address(sender));
  }

  private static InetAddress address(String sender) {
    try {
      return InetAddress.getByName(sender);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(sender + " is neither a MAC nor an IP address", e);
    }
  }

  private static List<String> problems(Packet packet, byte[] bytes) {
    List<String> problems = new ArrayList<>();
    if (!Arrays.equals(bytes, packet.getRawData())) {
      problems.add("not the same bytes when parsed and put together again");
    }
    IpPacket ip = null;
    Packet above = null;
    for (Packet layer : packet) {
      if (layer instanceof IllegalPacket) {
        problems.add("cannot be parsed after " + name(above));
      } else if (layer instanceof UnknownPacket
          && (above instanceof EthernetPacket || above instanceof IpPacket)) {
        problems.add("unknown protocol after " + name(above));
      } else if (layer instanceof IpPacket found) {
        ip = found;
      }
      checksum(layer, ip, problems);
      above = layer;
      if (layer instanceof IcmpV4CommonPacket || layer instanceof IcmpV6CommonPacket) {
        // What follows may be a quoted packet, cut short.
        break;
      }
    }
    if (ip == null && !packet.contains(ArpPacket.class)) {
      problems.add("neither IP nor ARP");
    }
    return problems;
  }

  private static void checksum(Packet layer, IpPacket ip, List<String> problems) {
    boolean good = true;
    InetAddress from = ip == null ? null : ip.getHeader().getSrcAddr();
    InetAddress to = ip == null ? null : ip.getHeader().getDstAddr();
    if (layer instanceof IpV4Packet packet) {
      good = packet.getHeader().hasValidChecksum(false);
      int length = packet.getHeader().getTotalLengthAsInt();
      if (length != packet.length()) {
        problems.add("IPv4 total length " + length + " of a packet of " + packet.length());
      }
    } else if (layer instanceof IpV6Packet packet) {
      int length = packet.getHeader().getPayloadLengthAsInt();
      if (length != packet.getPayload().length()) {
        problems.add("IPv6 payload length " + length + ", found " + packet.getPayload().length());
      }
    } else if (layer instanceof IcmpV4CommonPacket packet) {
      good = packet.hasValidChecksum(false);
    } else if (layer instanceof IcmpV6CommonPacket packet && from instanceof Inet6Address from6) {
      good = packet.hasValidChecksum(from6, (Inet6Address) to, false);
    } else if (layer instanceof TcpPacket packet) {
      good = packet.hasValidChecksum(from, to, false);
    } else if (layer instanceof UdpPacket packet) {
      // RFC 768 lets a sender leave the checksum 0; RFC 8200, section 8.1 does not.
      good = packet.hasValidChecksum(from, to, from instanceof Inet4Address);
    }
    if (!good) {
      problems.add("wrong checksum: " + name(layer));
    }
  }

  private static String name(Packet layer) {
    return layer == null ? "the link" : layer.getClass().getSimpleName();
  }
}
