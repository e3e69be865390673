package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Udp;
import java.util.Arrays;
import java.util.Optional;

/**
 * UDP datagrams to a port that answers, or to a closed port, about which the target sends an ICMP
 * error.
 */
final class DatagramCarrier implements Carrier {
  private static final int PORT_UNREACHABLE_V4 = 3;
  private static final int PORT_UNREACHABLE_V6 = 4;

  /** Bytes of data that distinguish one datagram from all others. */
  private static final int TOKEN = 8;

  /** Bytes of the largest ICMP error in IPv4 (RFC 1812 section 4.3.2.3). */
  static final int LARGEST_ERROR = 576;

  private final MtuQuestion question;
  private final ProbeFactory probes;
  private final Optional<Port> port;
  private final boolean oneFlow;

  private DatagramCarrier(
      MtuQuestion question, ProbeFactory probes, Optional<Port> port, boolean oneFlow) {
    this.question = question;
    this.probes = probes;
    this.port = port;
    this.oneFlow = oneFlow;
  }

  /**
   * Datagrams to a port of the target. Each takes a port of this machine at random, so that any
   * answer says which of them arrived. Errors about a closed port quote it: then one flow is
   * enough.
   *
   * @param port of the target; empty for one that is probably closed
   */
  static DatagramCarrier of(MtuQuestion question, ProbeFactory probes, Optional<Port> port) {
    return new DatagramCarrier(question, probes, port, port.isEmpty());
  }

  /** Datagrams of one flow. Only the data in an answer say which of them arrived. */
  static DatagramCarrier ofOneFlow(MtuQuestion question, ProbeFactory probes, Port port) {
    return new DatagramCarrier(question, probes, Optional.of(port), true);
  }

  @Override
  public Probe probe(int size, Ttl ttl) {
    return port.isPresent() ? probes.datagram(size, ttl, port.get()) : probes.datagram(size, ttl);
  }

  /** An error quotes no more than makes it as long as any path carries. A server may echo all. */
  @Override
  public boolean answersAlike(int size) {
    int longestError = question.version() == 4 ? LARGEST_ERROR : Ipv6.MINIMUM_MTU;
    return port.isEmpty() && size >= longestError;
  }

  @Override
  public boolean arrived(Reply reply) {
    if (reply instanceof Reply.Datagram datagram) {
      return !oneFlow || bringsBack(datagram);
    }
    return reply instanceof Reply.Failed failed
        && failed.packet().source().equals(question.target())
        && failed.error().kind() == IcmpError.Kind.UNREACHABLE
        && failed.error().code()
            == (question.version() == 4 ? PORT_UNREACHABLE_V4 : PORT_UNREACHABLE_V6);
  }

  private static boolean bringsBack(Reply.Datagram datagram) {
    byte[] sent = datagram.probe().packet().payload();
    byte[] back = datagram.udp().payload();
    int length = Math.min(TOKEN, back.length);
    return length == TOKEN && Arrays.equals(sent, Udp.HEADER, Udp.HEADER + length, back, 0, length);
  }
}
