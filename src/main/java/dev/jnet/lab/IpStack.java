package dev.jnet.lab;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Handles the packets that are for the machine itself. It answers them, as the machine's settings
 * allow.
 */
final class IpStack {
  private static final int PORT_UNREACHABLE_V4 = 3;
  private static final int PORT_UNREACHABLE_V6 = 4;

  private final Topology.Node node;
  private final Timeline timeline;
  private final Outlet outlet;
  private final ErrorSender errors;
  private final TokenBucket echoes;
  private final Reassembler reassembler = new Reassembler();
  private final TcpServers servers;
  private final Topology topology;
  private final boolean answersForOthers;
  private int identification;

  IpStack(
      Topology topology, Topology.Node node, Timeline timeline, Outlet outlet, ErrorSender errors) {
    this.topology = topology;
    this.node = node;
    this.timeline = timeline;
    this.outlet = outlet;
    this.errors = errors;
    servers =
        new TcpServers(
            node,
            timeline,
            outlet,
            new TcpServers.Sending() {
              @Override
              public void answer(IpPacket packet, Tcp segment) {
                reply(packet, segment, true);
              }
            });
    Settings settings = node.settings();
    answersForOthers =
        settings.isSet(Setting.ECHOES_FOR_OTHERS)
            || settings.isSet(Setting.REFUSES_FOR_OTHERS)
            || settings.isSet(Setting.RESETS_FOR_OTHERS);
    echoes = new TokenBucket(settings.get(Setting.ECHO_RATE), settings.get(Setting.ECHO_BURST));
  }

  void receive(Datagram datagram) {
    if (datagram.ip().isFragment()) {
      Optional<Datagram> whole = reassembler.add(datagram.ip());
      if (whole.isPresent()) {
        receiveWhole(whole.get());
      }
    } else {
      receiveWhole(datagram);
    }
  }

  private void receiveWhole(Datagram datagram) {
    Optional<Transport> transport = datagram.transport();
    if (transport.isEmpty() || transport.get().checksum() == Checksum.State.WRONG) {
      return;
    }
    if (transport.get() instanceof IcmpEcho echo) {
      if (echo.isRequest()) {
        answer(datagram.ip(), echo);
      }
    } else if (transport.get() instanceof IcmpError error) {
      learn(error);
    } else if (transport.get() instanceof Udp udp && isForNameServer(udp)) {
      answerQuery(datagram.ip(), udp);
    } else if (transport.get() instanceof Udp) {
      errors.unreachable(datagram, PORT_UNREACHABLE_V4, PORT_UNREACHABLE_V6);
    } else if (transport.get() instanceof Tcp segment) {
      if (!servers.receive(datagram.ip(), segment)) {
        reset(datagram.ip(), segment);
      }
    } else if (transport.get() instanceof Transport.Unknown) {
      errors.protocolUnknown(datagram);
    }
  }

  private boolean isForNameServer(Udp udp) {
    return node.settings().isSet(Setting.DNS) && udp.destinationPort() == NameServer.PORT;
  }

  /**
   * Answers a query. The name server is made only for a query, because dnsjava takes time to load.
   */
  private void answerQuery(IpPacket packet, Udp query) {
    Optional<byte[]> answer = new NameServer(topology).answer(query.payload());
    if (answer.isPresent()) {
      int from = query.destinationPort();
      int to = query.sourcePort();
      timeline.plan(
          timeline.now() + node.settings().get(Setting.DNS_DELAY),
          () -> reply(packet, new Udp(from, to, answer.get()), true));
    }
  }

  private void answer(IpPacket request, IcmpEcho echo) {
    if (node.settings().isSet(Setting.NO_ECHO)
        || request.destination().isMulticastAddress()
        || request.source().isMulticastAddress()
        || request.totalLength() > node.settings().get(Setting.ECHO_LIMIT)
        || !echoes.take(timeline.now())) {
      return;
    }
    boolean dontFragment = node.settings().isSet(Setting.REPLY_DF);
    if (node.settings().isSet(Setting.REPLIES_FROM_NEXT)) {
      reply(NetworkAddress.next(request.destination()), request, echo.answered(), dontFragment);
    } else {
      reply(request, echo.answered(), dontFragment);
    }
  }

  /** Answers a packet for another machine, where the settings say so; returns whether. */
  boolean answersForOther(Datagram datagram) {
    return answersForOthers && isAnswered(datagram);
  }

  private boolean isAnswered(Datagram datagram) {
    if (node.settings().isSet(Setting.ECHOES_FOR_OTHERS)
        && !datagram.ip().isFragment()
        && datagram.transport().orElse(null) instanceof IcmpEcho echo
        && echo.isRequest()) {
      answer(datagram.ip(), echo);
      return true;
    }
    if (datagram.ip().hopLimit() > 1
        && datagram.transport().orElse(null) instanceof Tcp segment
        && (isFor(Setting.REFUSES_FOR_OTHERS, segment)
            || (isFor(Setting.RESETS_FOR_OTHERS, segment) && segment.payload().length > 0))) {
      reset(datagram.ip(), segment);
      return true;
    }
    return false;
  }

  private boolean isFor(Setting port, Tcp segment) {
    return node.settings().isSet(port) && segment.destinationPort() == node.settings().get(port);
  }

  /** Resets a connection to a closed port (RFC 9293 section 3.10.7.1). */
  private void reset(IpPacket packet, Tcp segment) {
    if (segment.has(Tcp.RST) || packet.destination().isMulticastAddress()) {
      return;
    }
    boolean acknowledges = segment.has(Tcp.ACK);
    Tcp reset =
        new Tcp(
            /* sourcePort= */ segment.destinationPort(),
            /* destinationPort= */ segment.sourcePort(),
            acknowledges ? segment.acknowledgment() : 0,
            acknowledges ? 0 : (segment.sequence() + segment.sequenceLength()) & 0xffff_ffffL,
            acknowledges ? Tcp.RST : Tcp.RST | Tcp.ACK,
            0,
            List.of(),
            new byte[0]);
    reply(packet, reset, true);
  }

  /**
   * Sends a message back to the sender of a packet, from the address to which the packet was sent.
   */
  private void reply(IpPacket to, Transport message, boolean dontFragment) {
    reply(to.destination(), to, message, dontFragment);
  }

  private void reply(InetAddress me, IpPacket to, Transport message, boolean dontFragment) {
    InetAddress asker = to.source();
    byte[] payload = message.emit(me, asker);
    int ttl = (int) node.settings().get(Setting.TTL);
    if (to.version() == 6) {
      outlet.send(
          new Ipv6((Inet6Address) me, (Inet6Address) asker, ttl, message.protocol(), payload));
      return;
    }
    outlet.send(
        new Ipv4(
            to.trafficClass(),
            identification++ & 0xffff,
            dontFragment,
            false,
            0,
            ttl,
            message.protocol(),
            (Inet4Address) me,
            (Inet4Address) asker,
            new byte[0],
            Ipv4.HEADER + payload.length,
            Checksum.State.CORRECT,
            payload));
  }

  /** Notes that a router reported a reply as too big. Later replies will be smaller. */
  private void learn(IcmpError error) {
    if (error.kind() != IcmpError.Kind.TOO_BIG) {
      return;
    }
    try {
      IpPacket quoted = error.quoted();
      Optional<NetworkAddress> own = node.address(Addresses.version(quoted.source()));
      if (own.isPresent() && own.get().address().equals(quoted.source())) {
        outlet.learned(quoted.destination(), error.nextHopMtu());
        servers.learned(quoted.destination(), error.nextHopMtu());
      }
    } catch (MalformedPacketException quotesNoPacket) {
      return;
    }
  }
}
