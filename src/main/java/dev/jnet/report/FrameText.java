package dev.jnet.report;

import dev.jnet.link.Frame;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;

/** A frame in one line of words. */
public final class FrameText {
  private static final int TIME = 10;

  private FrameText() {}

  /**
   * The line.
   *
   * @param since the time that is shown as 0, in ns on the link's clock
   */
  public static String line(Frame frame, long since, Style style) {
    String out = style.unicode() ? "→" : "->";
    String in = style.unicode() ? "←" : "<-";
    return Text.padLeft(Text.millis(Math.max(0, frame.at() - since)), TIME)
        + " ms  "
        + (frame.outgoing() ? out : in)
        + " "
        + words(frame);
  }

  private static String words(Frame frame) {
    Dissection parts = frame.dissect();
    if (parts.arp().isPresent()) {
      return arp(parts.arp().get());
    }
    if (parts.ip().isEmpty()) {
      return frame.length() + " bytes" + parts.trouble().map(why -> ": " + why).orElse("");
    }
    IpPacket packet = parts.ip().get();
    String head =
        Addresses.text(frame.outgoing() ? packet.destination() : packet.source())
            + "  "
            + packet.totalLength()
            + " bytes, TTL "
            + packet.hopLimit()
            + ": ";
    String tail = packet.isFragment() ? " (fragment at " + packet.fragmentOffset() + ")" : "";
    return head
        + parts.transport().map(FrameText::transport).orElse(parts.trouble().orElse("?"))
        + tail;
  }

  private static String arp(Arp arp) {
    String target = Addresses.text(arp.targetIp());
    return switch (arp.operation()) {
      case Arp.REQUEST ->
          arp.senderIp().isAnyLocalAddress()
              ? "ARP: is " + target + " free?"
              : arp.senderIp().equals(arp.targetIp())
                  ? "ARP: announcement: " + target + " is at " + arp.senderMac()
                  : "ARP: who has " + target + "? tell " + Addresses.text(arp.senderIp());
      case Arp.REPLY -> "ARP: " + Addresses.text(arp.senderIp()) + " is at " + arp.senderMac();
      case Arp.REVERSE_REQUEST -> "RARP: which address has " + arp.targetMac() + "?";
      case Arp.REVERSE_REPLY -> "RARP: " + arp.targetMac() + " has " + target;
      default -> "ARP operation " + arp.operation();
    };
  }

  private static String transport(Transport transport) {
    if (transport instanceof IcmpEcho echo) {
      return "echo " + (echo.isRequest() ? "request " : "reply ") + echo.sequence();
    }
    if (transport instanceof IcmpError error) {
      return error(error);
    }
    if (transport instanceof NeighborSolicitation question) {
      return "who has " + Addresses.text(question.target()) + "?";
    }
    if (transport instanceof NeighborAdvertisement answer) {
      return Addresses.text(answer.target()) + " answers the neighbor solicitation";
    }
    if (transport instanceof Udp udp) {
      return "UDP " + udp.sourcePort() + " to " + udp.destinationPort();
    }
    if (transport instanceof Tcp tcp) {
      return segment(tcp);
    }
    return "protocol " + transport.protocol();
  }

  /** The ports of a segment, its flags, its numbers as they are in it, and how much data it has. */
  private static String segment(Tcp tcp) {
    return "TCP "
        + tcp.sourcePort()
        + " to "
        + tcp.destinationPort()
        + ' '
        + tcp.flagsInWords()
        + " seq "
        + tcp.sequence()
        + (tcp.has(Tcp.ACK) ? " ack " + tcp.acknowledgment() : "")
        + (tcp.payload().length > 0 ? " len " + tcp.payload().length : "");
  }

  private static String error(IcmpError error) {
    String mtu =
        error.kind() == IcmpError.Kind.TOO_BIG ? ", next-hop MTU " + error.nextHopMtu() : "";
    try {
      return error.inWords() + mtu + " (about " + error.quoted().totalLength() + " bytes)";
    } catch (MalformedPacketException unreadable) {
      return error.inWords() + mtu;
    }
  }
}
