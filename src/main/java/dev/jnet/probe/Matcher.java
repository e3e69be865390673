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
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the probe that a frame answers, or that the ICMP error in it quotes.
 *
 * <p>A frame is believed only when it names a flow that was really sent, and when as much of the
 * probe's data as it brings back is the data that was sent: whoever did not see the probe would
 * have to guess the identifiers and the token in the data.
 */
final class Matcher {
  /** Flows remembered; older ones are forgotten, so that no network can make this grow for good. */
  private static final int MOST_FLOWS = 1 << 17;

  /** Octets at the beginning of an echo's data that must match: the probe's token. */
  private static final int TOKEN = 8;

  private final Map<Flow, Sent> sentByFlow = new LinkedHashMap<>();
  private final IdentityHashMap<byte[], Sent> unstamped = new IdentityHashMap<>();
  private int unmatched;

  /** A probe that was sent, and what is known of it since. */
  private static final class Sent {
    final Probe probe;
    long at;
    boolean exact;
    boolean answered;

    Sent(Probe probe, long at) {
      this.probe = probe;
      this.at = at;
    }
  }

  void sent(Probe probe, long now) {
    Sent sent = new Sent(probe, now);
    Sent earlier = sentByFlow.put(probe.flow(), sent);
    if (earlier != null) {
      unstamped.remove(earlier.probe.frame());
    }
    unstamped.put(probe.frame(), sent);
    if (sentByFlow.size() > MOST_FLOWS) {
      var eldest = sentByFlow.entrySet().iterator();
      unstamped.remove(eldest.next().getValue().probe.frame());
      eldest.remove();
    }
  }

  int unmatched() {
    return unmatched;
  }

  Optional<Reply> match(Frame frame) {
    if (frame.outgoing()) {
      stamp(frame);
      return Optional.empty();
    }
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

  private void stamp(Frame frame) {
    Sent sent = unstamped.remove(frame.octets());
    if (sent != null) {
      sent.at = frame.at();
      sent.exact = true;
    }
  }

  private Optional<Reply> matchArp(long at, Ethernet ethernet, Arp message) {
    Optional<Flow> flow = Flow.ofReceived(ethernet.etherType(), message);
    Sent sent = flow.map(sentByFlow::get).orElse(null);
    if (sent == null) {
      unmatched += flow.isPresent() ? 1 : 0;
      return Optional.empty();
    }
    MacAddress told =
        message.operation() == Arp.REVERSE_REPLY ? message.targetMac() : message.senderMac();
    return Optional.of(new Reply.Neighbor(sent.probe, timing(sent, at), ethernet, told));
  }

  private Optional<Reply> matchAnswer(
      long at, Optional<Ethernet> ethernet, IpPacket packet, Transport transport) {
    Sent sent = Flow.ofReceived(packet, transport).map(sentByFlow::get).orElse(null);
    if (sent == null) {
      return Optional.empty();
    }
    if (transport instanceof IcmpEcho echo) {
      byte[] data = data(sent.probe.packet());
      if (!sameStart(data, echo.data(), TOKEN)) {
        return Optional.empty();
      }
      boolean complete =
          packet.isTruncated() || packet.isFragment() || echo.data().length == data.length;
      boolean intact =
          complete
              && echo.checksum() != Checksum.State.WRONG
              && sameStart(data, echo.data(), data.length);
      return Optional.of(new Reply.Echoed(sent.probe, timing(sent, at), packet, echo, intact));
    }
    if (transport instanceof NeighborAdvertisement answer && ethernet.isPresent()) {
      // the answer to a unicast question may leave its address out: the frame has it
      MacAddress told = answer.targetMac().orElse(ethernet.get().source());
      return Optional.of(new Reply.Neighbor(sent.probe, timing(sent, at), ethernet.get(), told));
    }
    if (transport instanceof Udp udp) {
      return Optional.of(new Reply.Datagram(sent.probe, timing(sent, at), packet, udp));
    }
    return Optional.empty();
  }

  private Optional<Reply> matchError(long at, IpPacket packet, IcmpError error) {
    if (error.checksum() == Checksum.State.WRONG) {
      return Optional.empty();
    }
    try {
      IpPacket quoted = error.quoted();
      Sent sent = Flow.ofSent(quoted).map(sentByFlow::get).orElse(null);
      if (sent == null || !quotes(quoted, sent.probe.packet())) {
        return Optional.empty();
      }
      return Optional.of(new Reply.Failed(sent.probe, timing(sent, at), packet, quoted, error));
    } catch (MalformedPacketException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether a quote, as far as it goes, can be of this packet: same length, same token. */
  private static boolean quotes(IpPacket quoted, IpPacket packet) {
    return quoted.totalLength() == packet.totalLength()
        && sameStart(data(packet), data(quoted), TOKEN);
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
