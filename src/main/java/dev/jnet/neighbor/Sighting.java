package dev.jnet.neighbor;

import dev.jnet.link.Frame;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What another station's frame says about which station has which address. It may be forged: these
 * protocols check no identity.
 *
 * @param at when it was seen, in ns on the link's clock
 * @param kind in which way the frame says it
 * @param address the IP address that it is about
 * @param mac the hardware address that it names for it; for a {@link Kind#PROBE} that of the
 *     station that wants the address
 * @param ethernet the frame
 */
public record Sighting(long at, Kind kind, InetAddress address, MacAddress mac, Ethernet ethernet) {
  /** In which way a frame says which station has an address. */
  public enum Kind {
    /** Its owner asks for another address, and names itself as the asker. */
    QUESTION,
    /** Its owner answers a question. */
    ANSWER,
    /** Its owner tells all stations unasked: gratuitous ARP, or an unsolicited advertisement. */
    ANNOUNCEMENT,
    /** A station that wants the address asks whether it is free (RFC 5227, RFC 4862). */
    PROBE
  }

  /** What a frame says; empty when it says nothing, or breaks the rules of its protocol. */
  public static Optional<Sighting> of(Frame frame) {
    Dissection dissection = frame.dissect();
    if (dissection.ethernet().isEmpty()) {
      return Optional.empty();
    }
    Ethernet ethernet = dissection.ethernet().get();
    if (dissection.arp().isPresent()) {
      return ethernet.etherType() == EtherType.ARP
          ? ofArp(frame.at(), ethernet, dissection.arp().get())
          : Optional.empty();
    }
    if (dissection.ip().isEmpty() || dissection.transport().isEmpty()) {
      return Optional.empty();
    }
    IpPacket packet = dissection.ip().get();
    if (dissection.transport().get() instanceof NeighborSolicitation question) {
      return question.isValidIn(packet)
          ? ofSolicitation(frame.at(), ethernet, packet, question)
          : Optional.empty();
    }
    if (dissection.transport().get() instanceof NeighborAdvertisement answer) {
      return answer.isValidIn(packet)
          ? ofAdvertisement(frame.at(), ethernet, packet, answer)
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<Sighting> ofArp(long at, Ethernet ethernet, Arp arp) {
    boolean request = arp.operation() == Arp.REQUEST;
    if (!request && arp.operation() != Arp.REPLY) {
      return Optional.empty();
    }
    if (arp.senderIp().isAnyLocalAddress()) {
      return request
          ? Optional.of(new Sighting(at, Kind.PROBE, arp.targetIp(), arp.senderMac(), ethernet))
          : Optional.empty();
    }
    Kind kind =
        arp.senderIp().equals(arp.targetIp())
            ? Kind.ANNOUNCEMENT
            : request ? Kind.QUESTION : Kind.ANSWER;
    return Optional.of(new Sighting(at, kind, arp.senderIp(), arp.senderMac(), ethernet));
  }

  private static Optional<Sighting> ofSolicitation(
      long at, Ethernet ethernet, IpPacket packet, NeighborSolicitation question) {
    if (packet.source().isAnyLocalAddress()) {
      return Optional.of(
          new Sighting(at, Kind.PROBE, question.target(), ethernet.source(), ethernet));
    }
    return question.sourceMac().isPresent()
        ? Optional.of(
            new Sighting(at, Kind.QUESTION, packet.source(), question.sourceMac().get(), ethernet))
        : Optional.empty();
  }

  private static Optional<Sighting> ofAdvertisement(
      long at, Ethernet ethernet, IpPacket packet, NeighborAdvertisement answer) {
    Kind kind = packet.destination().isMulticastAddress() ? Kind.ANNOUNCEMENT : Kind.ANSWER;
    MacAddress mac = answer.targetMac().orElse(ethernet.source());
    return Optional.of(new Sighting(at, kind, answer.target(), mac, ethernet));
  }
}
