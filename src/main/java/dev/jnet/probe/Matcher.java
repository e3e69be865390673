package dev.jnet.probe;

import dev.jnet.link.Frame;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpQuote;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the probe that a frame answers, or that the ICMP error in it quotes.
 *
 * <p>A frame is believed only when it names a flow that was really sent, and when as much of the
 * probe's data as it brings back is the data that was sent: whoever did not see the probe would
 * have to guess the identifiers and the token in the data.
 */
final class Matcher {
  /**
   * Probes remembered; the flows that have rested longest are forgotten, so that no network can
   * make this grow for good. At 10,000 probes a second an answer may come 6.5 s late.
   */
  static final int MAX_PROBES = 1 << 16;

  /** Octets of the frames remembered, as long as there is more than one flow. */
  static final int MAX_OCTETS = 1 << 25;

  /**
   * Probes of one flow that are remembered, and up to as many again: the segments in flight on a
   * TCP connection, or the probes of a path, which are one flow so that they take one path.
   */
  private static final int MAX_OF_A_FLOW = 1 << 10;

  /** Octets at the beginning of an echo's data that must match: the probe's token. */
  private static final int TOKEN = 8;

  /** What an equal IPv4 identification weighs against equal octets, of which a quote has fewer. */
  private static final int SAME_IDENTIFICATION = 1 << 16;

  /** In the order in which they were last sent on. */
  private final Map<Flow, Sent> sentByFlow = new LinkedHashMap<>();

  private final IdentityHashMap<byte[], Sent> unstamped = new IdentityHashMap<>();
  private final Set<InetAddress> locals = new HashSet<>();
  private int remembered;
  private long octets;
  private int unmatched;

  /** A probe that was sent, and what is known of it since; those of one flow are a chain. */
  private static final class Sent {
    final Probe probe;
    final int number;
    Sent earlier;
    long at;
    boolean exact;
    boolean answered;

    Sent(Probe probe, long at, Sent earlier) {
      this.probe = probe;
      this.at = at;
      this.earlier = earlier;
      this.number = earlier == null ? 0 : earlier.number + 1;
    }
  }

  void sent(Probe probe, long now) {
    Sent sent = new Sent(probe, now, sentByFlow.remove(probe.flow()));
    sentByFlow.put(probe.flow(), sent);
    locals.add(probe.flow().local());
    unstamped.put(probe.frame(), sent);
    remembered++;
    octets += probe.frame().length;
    if (sent.number % MAX_OF_A_FLOW == 0) {
      cut(sent);
    }
    while (remembered > MAX_PROBES || (octets > MAX_OCTETS && sentByFlow.size() > 1)) {
      var eldest = sentByFlow.entrySet().iterator();
      forget(eldest.next().getValue());
      eldest.remove();
    }
  }

  private void cut(Sent newest) {
    Sent last = newest;
    for (int i = 1; i < MAX_OF_A_FLOW && last != null; i++) {
      last = last.earlier;
    }
    if (last != null) {
      forget(last.earlier);
      last.earlier = null;
    }
  }

  /** Nothing that comes back in this flow matters any more. */
  void forget(Flow flow) {
    forget(sentByFlow.remove(flow));
  }

  private void forget(Sent chain) {
    for (Sent sent = chain; sent != null; sent = sent.earlier) {
      unstamped.remove(sent.probe.frame());
      remembered--;
      octets -= sent.probe.frame().length;
    }
  }

  int unmatched() {
    return unmatched;
  }

  /** Takes down when a probe left; tells which one it was. */
  Optional<Probe> stamp(Frame frame) {
    Sent sent = unstamped.remove(frame.octets());
    if (sent == null) {
      return Optional.empty();
    }
    sent.at = frame.at();
    sent.exact = true;
    return Optional.of(sent.probe);
  }

  /** What a frame that arrived says about a probe. */
  Optional<Reply> match(Frame frame) {
    Dissection dissection = frame.dissect();
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
    if (reply.isEmpty() && concernsProbes(transport)) {
      unmatched++;
    }
    return reply;
  }

  private Optional<Reply> matchArp(long at, Ethernet ethernet, Arp message) {
    Optional<Flow> flow = Flow.ofReceived(ethernet.etherType(), message);
    Sent sent = last(flow);
    if (sent == null) {
      unmatched += flow.isPresent() ? 1 : 0;
      return Optional.empty();
    }
    MacAddress told =
        message.operation() == Arp.REVERSE_REPLY ? message.targetMac() : message.senderMac();
    Sent asked = before(sent, at);
    return Optional.of(new Reply.Neighbor(asked.probe, timing(asked, at), ethernet, told));
  }

  /** The last one of a flow; null where there is none. */
  private Sent last(Optional<Flow> flow) {
    return flow.isPresent() ? sentByFlow.get(flow.get()) : null;
  }

  /** A neighbour's answer has no token: it is taken for the last question that left before it. */
  private static Sent before(Sent last, long at) {
    Sent sent = last;
    while (sent.at > at && sent.earlier != null) {
      sent = sent.earlier;
    }
    return sent;
  }

  private Optional<Reply> matchAnswer(
      long at, Optional<Ethernet> ethernet, IpPacket packet, Transport transport) {
    Sent last = last(Flow.ofReceived(packet, transport));
    if (last == null) {
      return Optional.empty();
    }
    if (transport instanceof IcmpEcho echo) {
      return matchEcho(last, at, packet, echo);
    }
    if (transport instanceof Tcp tcp) {
      Sent sent = acknowledged(last, tcp);
      return Optional.of(new Reply.Segment(sent.probe, timing(sent, at), packet, tcp));
    }
    if (transport instanceof NeighborAdvertisement answer && ethernet.isPresent()) {
      // the answer to a unicast question may leave its address out: the frame has it
      MacAddress told = answer.targetMac().orElse(ethernet.get().source());
      Sent asked = before(last, at);
      return Optional.of(new Reply.Neighbor(asked.probe, timing(asked, at), ethernet.get(), told));
    }
    if (transport instanceof Udp udp) {
      Sent sent = echoing(last, udp);
      return Optional.of(new Reply.Datagram(sent.probe, timing(sent, at), packet, udp));
    }
    return Optional.empty();
  }

  /** The datagram whose data come back, where a server does that; or else the last one of all. */
  private static Sent echoing(Sent last, Udp answer) {
    for (Sent sent = last; sent != null; sent = sent.earlier) {
      byte[] data = data(sent.probe.packet());
      if (answer.payload().length >= TOKEN && sameStart(data, answer.payload(), TOKEN)) {
        return sent;
      }
    }
    return last;
  }

  private static Optional<Reply> matchEcho(Sent last, long at, IpPacket packet, IcmpEcho echo) {
    Sent sent = last;
    while (sent != null && !sameStart(data(sent.probe.packet()), echo.data(), TOKEN)) {
      sent = sent.earlier;
    }
    if (sent == null) {
      return Optional.empty();
    }
    byte[] data = data(sent.probe.packet());
    boolean complete =
        packet.isTruncated() || packet.isFragment() || echo.data().length == data.length;
    boolean intact =
        complete
            && echo.checksum() != Checksum.State.WRONG
            && sameStart(data, echo.data(), data.length);
    return Optional.of(new Reply.Echoed(sent.probe, timing(sent, at), packet, echo, intact));
  }

  /**
   * The segment whose arrival is what this one reports first: by a first SACK block that ends where
   * it does (D-SACK, RFC 2883), or by the acknowledgment number; or else the last one of all.
   */
  private static Sent acknowledged(Sent last, Tcp answer) {
    if (answer.has(Tcp.ACK)) {
      long named = answer.firstSelective().orElse(answer.acknowledgment());
      for (Sent sent = last; sent != null; sent = sent.earlier) {
        if (sent.probe.acknowledgedBy() == named) {
          return sent;
        }
      }
    }
    return last;
  }

  private Optional<Reply> matchError(long at, IpPacket packet, IcmpError error) {
    if (error.checksum() == Checksum.State.WRONG) {
      return Optional.empty();
    }
    try {
      IpPacket quoted = error.quoted();
      Optional<Flow> flow = Flow.ofSent(quoted);
      Sent last = last(flow);
      Sent sent =
          mostAlike(flow.isPresent() && last == null ? untranslated(flow.get()) : last, quoted);
      if (sent == null) {
        return Optional.empty();
      }
      return Optional.of(new Reply.Failed(sent.probe, timing(sent, at), packet, quoted, error));
    } catch (MalformedPacketException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The flow without what a translator (NAT) has made of this machine's address, where it does not
   * undo that in what is quoted to us, as RFC 5508 section 4.2 wants it.
   */
  private Sent untranslated(Flow flow) {
    for (InetAddress own : locals) {
      Sent sent =
          sentByFlow.get(
              new Flow(flow.protocol(), own, flow.localId(), flow.remote(), flow.remoteId()));
      if (sent != null) {
        return sent;
      }
    }
    return null;
  }

  /**
   * The packet of a flow that a quote is of. A SYN sent again differs only in its identification
   * and its options; and what a router has rewritten differs from all of them.
   */
  private static Sent mostAlike(Sent last, IpPacket quoted) {
    Sent best = null;
    int most = -1;
    for (Sent sent = last; sent != null; sent = sent.earlier) {
      IpPacket packet = sent.probe.packet();
      if (quotes(quoted, sent.probe)) {
        int alike =
            sameOctets(packet.payload(), quoted.payload())
                + (packet.identification() == quoted.identification() ? SAME_IDENTIFICATION : 0);
        if (alike > most) {
          most = alike;
          best = sent;
        }
      }
    }
    return best;
  }

  /**
   * Whether a quote, as far as it goes, can be of this packet: same length, same token. TCP's token
   * is the sequence number; what follows it a router may have rewritten.
   */
  private static boolean quotes(IpPacket quoted, Probe probe) {
    if (quoted.totalLength() != probe.firstLength()) {
      return false;
    }
    IpPacket packet = probe.packet();
    return packet.protocol() == IpProtocol.TCP
        ? sameStart(packet.payload(), quoted.payload(), TcpQuote.LEAST)
        : sameStart(data(packet), data(quoted), TOKEN);
  }

  private static int sameOctets(byte[] sent, byte[] back) {
    int same = 0;
    for (int i = 0; i < Math.min(sent.length, back.length); i++) {
      if (sent[i] == back[i]) {
        same++;
      }
    }
    return same;
  }

  /** What stands behind the 8 octets that ICMP's and UDP's headers have alike. */
  private static byte[] data(IpPacket packet) {
    byte[] payload = packet.payload();
    return Arrays.copyOfRange(payload, Math.min(Icmp.HEADER, payload.length), payload.length);
  }

  private static boolean sameStart(byte[] sent, byte[] back, int most) {
    int length = Math.min(most, Math.min(sent.length, back.length));
    return Arrays.equals(sent, 0, length, back, 0, length);
  }

  private static Reply.Timing timing(Sent sent, long at) {
    boolean duplicate = sent.answered;
    sent.answered = true;
    return new Reply.Timing(at, Math.max(0, at - sent.at), sent.exact, duplicate);
  }

  private static boolean concernsProbes(Transport transport) {
    return transport instanceof IcmpError
        || transport instanceof NeighborAdvertisement
        || (transport instanceof IcmpEcho echo && !echo.isRequest());
  }
}
