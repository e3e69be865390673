package dev.jnet.probe;

import dev.jnet.link.Frame;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds the probe that a frame answers, or that the ICMP error in it quotes.
 *
 * <p>A frame is believed on two conditions. It names a flow that was really sent. The beginning of
 * the data that it brings back is the probe's token. A forger who did not see the probe would have
 * to guess its identifiers and the token in its data.
 */
final class Matcher {
  private final RememberedProbes remembered;
  private final OtherAddresses others = new OtherAddresses();
  private int unmatched;

  /** Matches replies to these probes, and to those that are added later. */
  Matcher(RememberedProbes remembered) {
    this.remembered = remembered;
  }

  /** How many ICMP errors, echo replies and answers of neighbors have fitted no probe so far. */
  int unmatched() {
    return unmatched;
  }

  /** Addresses from which answers came to probes that had gone to other addresses. */
  List<InetAddress> others() {
    return others.list();
  }

  /**
   * What a received frame says about a probe. Empty when it says nothing; the frame may be counted
   * as unmatched then.
   */
  Optional<Reply> match(Frame frame) {
    Dissection dissection = frame.dissect();
    if (dissection.ethernet().filter(Ethernet::isOfAnotherVlan).isPresent()) {
      return Optional.empty(); // the kernel gives it to no program on this link
    }
    if (dissection.arp().isPresent()) {
      return matchArp(frame.at(), dissection.ethernet().get(), dissection.arp().get());
    }
    if (dissection.ip().isEmpty() || dissection.transport().isEmpty()) {
      return Optional.empty();
    }
    IpPacket packet = dissection.ip().get();
    Transport transport = dissection.transport().get();
    Optional<Reply> reply =
        transport instanceof IcmpError error
            ? matchError(frame.at(), packet, error)
            : matchAnswer(frame.at(), dissection.ethernet(), packet, transport);
    if (reply.isEmpty() && mustConcernProbes(transport)) {
      unmatched++;
    }
    return reply;
  }

  /**
   * Whether a message counts as unmatched. All others may belong to other traffic of this machine.
   */
  private boolean mustConcernProbes(Transport transport) {
    return transport instanceof IcmpError
        || (transport instanceof NeighborAdvertisement && remembered.asksNeighbors())
        || (transport instanceof IcmpEcho echo && !echo.isRequest());
  }

  private Optional<Reply> matchArp(long at, Ethernet ethernet, Arp message) {
    Optional<Flow> flow = Flow.ofReceived(ethernet.etherType(), message);
    Optional<RememberedProbe> newest = flow.flatMap(remembered::newest);
    if (newest.isEmpty()) {
      unmatched += flow.isPresent() && remembered.asksNeighbors() ? 1 : 0;
      return Optional.empty();
    }
    MacAddress told =
        message.operation() == Arp.REVERSE_REPLY ? message.targetMac() : message.senderMac();
    return Optional.of(neighbor(newest.get(), at, ethernet, told));
  }

  /**
   * A neighbor's answer carries no token. It is taken as the answer to the last question that left
   * before it arrived.
   */
  private static Reply neighbor(
      RememberedProbe newest, long at, Ethernet ethernet, MacAddress told) {
    RememberedProbe asked = newest.newestBy(at);
    return new Reply.Neighbor(asked.probe(), asked.answer(at), ethernet, told);
  }

  private Optional<Reply> matchAnswer(
      long at, Optional<Ethernet> ethernet, IpPacket packet, Transport transport) {
    Optional<Flow> flow = Flow.ofReceived(packet, transport);
    Optional<RememberedProbe> found = flow.flatMap(remembered::newest);
    if (found.isEmpty() && transport instanceof NeighborAdvertisement) {
      return Optional.empty(); // of the kernel's own questions
    }
    if (found.isEmpty()) {
      return flow.flatMap(each -> matchFromAnother(each, at, packet, transport));
    }
    RememberedProbe newest = found.get();
    if (transport instanceof IcmpEcho echo) {
      return matchEcho(newest, at, packet, echo);
    }
    if (transport instanceof Tcp tcp) {
      RememberedProbe sent = acknowledged(newest, tcp);
      return Optional.of(new Reply.Segment(sent.probe(), sent.answer(at), packet, tcp));
    }
    if (transport instanceof NeighborAdvertisement answer && ethernet.isPresent()) {
      // the answer to a unicast question may leave its address out: the frame has it
      MacAddress told = answer.targetMac().orElse(ethernet.get().source());
      return Optional.of(neighbor(newest, at, ethernet.get(), told));
    }
    if (transport instanceof Udp udp) {
      RememberedProbe sent = echoed(newest, udp);
      return Optional.of(new Reply.Datagram(sent.probe(), sent.answer(at), packet, udp));
    }
    return Optional.empty();
  }

  private static Optional<Reply> matchEcho(
      RememberedProbe newest, long at, IpPacket packet, IcmpEcho echo) {
    return newest
        .newest(probe -> sameToken(probe, echo.data()))
        .map(
            sent ->
                new Reply.Echoed(
                    sent.probe(),
                    sent.answer(at),
                    packet,
                    echo,
                    isIntact(Payloads.data(sent.probe().packet()), packet, echo)));
  }

  /**
   * An answer from another address than the one asked. It is believed when it brings the whole
   * token back, which only a host that the probe reached can know. Even then a segment or a
   * datagram is no reply, because no socket would take it. Only its sender is noted.
   */
  private Optional<Reply> matchFromAnother(
      Flow flow, long at, IpPacket packet, Transport transport) {
    Optional<RememberedProbe> asked =
        remembered.newestToOthers(flow).filter(newest -> hasToken(newest, transport)).findFirst();
    asked.ifPresent(unused -> others.add(packet.source()));
    return transport instanceof IcmpEcho echo
        ? asked.flatMap(newest -> matchEcho(newest, at, packet, echo))
        : Optional.empty();
  }

  private static boolean hasToken(RememberedProbe newest, Transport transport) {
    if (transport instanceof Tcp tcp) {
      return tcp.has(Tcp.ACK)
          && newest.newest(sent -> sent.acknowledgedBy() == tcp.acknowledgment()).isPresent();
    }
    if (transport instanceof Udp udp) {
      return udp.payload().length > 0 && hasToken(newest.probe(), udp.payload());
    }
    return transport instanceof IcmpEcho echo && hasToken(newest.probe(), echo.data());
  }

  private static boolean hasToken(Probe probe, byte[] back) {
    int length = Math.min(Payloads.TOKEN, Payloads.data(probe.packet()).length);
    return back.length >= length && sameToken(probe, back);
  }

  private static boolean sameToken(Probe probe, byte[] back) {
    return Payloads.beginAlike(Payloads.data(probe.packet()), back, Payloads.TOKEN);
  }

  /** Whether the data came back as they were sent, as far as they were captured. */
  private static boolean isIntact(byte[] sent, IpPacket packet, IcmpEcho echo) {
    boolean complete =
        packet.isTruncated() || packet.isFragment() || echo.data().length == sent.length;
    return complete
        && echo.checksum() != Checksum.State.WRONG
        && Payloads.beginAlike(sent, echo.data(), sent.length);
  }

  /**
   * The segment that this answer acknowledges. It may end where the first SACK block ends (D-SACK,
   * RFC 2883), or at the acknowledgment number. Otherwise it is the last segment that was sent.
   */
  private static RememberedProbe acknowledged(RememberedProbe newest, Tcp answer) {
    if (!answer.has(Tcp.ACK)) {
      return newest;
    }
    long named = answer.firstSelective().orElse(answer.acknowledgment());
    return newest.newest(probe -> probe.acknowledgedBy() == named).orElse(newest);
  }

  /**
   * The datagram whose data came back, if the server echoes data. Otherwise the last one that was
   * sent.
   */
  private static RememberedProbe echoed(RememberedProbe newest, Udp answer) {
    byte[] back = answer.payload();
    return back.length < Payloads.TOKEN
        ? newest
        : newest.newest(probe -> sameToken(probe, back)).orElse(newest);
  }

  private Optional<Reply> matchError(long at, IpPacket packet, IcmpError error) {
    if (error.checksum() == Checksum.State.WRONG) {
      return Optional.empty();
    }
    try {
      IpPacket quoted = error.quoted();
      return Flow.ofSent(quoted)
          .flatMap(flow -> remembered.newest(flow).or(() -> remembered.newestBehindNat(flow)))
          .map(newest -> Quotation.mostAlike(newest, quoted))
          .map(sent -> new Reply.Failed(sent.probe(), sent.answer(at), packet, quoted, error));
    } catch (MalformedPacketException unreadable) {
      return Optional.empty();
    }
  }
}
