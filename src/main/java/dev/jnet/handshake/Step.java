package dev.jnet.handshake;

import dev.jnet.tcp.TcpState;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.Optional;

/**
 * One step of the ladder: a segment that left or arrived, or an ICMP error about one.
 *
 * @param at when, in ns on the link's clock
 * @param exact whether {@code at} is the kernel's stamp, and not a time of jnet's own clock
 * @param outgoing whether it is a segment from this host
 * @param from the source address; of an ICMP error this may be a router's or a filter's
 * @param hopLimit its TTL or hop limit as it left or arrived, 0 to 255
 * @param tcp the segment; empty for an ICMP error
 * @param error the ICMP error; empty for a segment
 * @param ours this host's state after it
 * @param theirs the other side's state after it; empty where the segments do not show it
 */
public record Step(
    long at,
    boolean exact,
    boolean outgoing,
    InetAddress from,
    int hopLimit,
    Optional<Tcp> tcp,
    Optional<IcmpError> error,
    TcpState ours,
    Optional<TcpState> theirs) {
  /** A segment as it was captured. */
  static Step of(boolean outgoing, IpPacket packet, Tcp tcp, long at, TcpState ours) {
    return new Step(
        at,
        true,
        outgoing,
        packet.source(),
        packet.hopLimit(),
        Optional.of(tcp),
        Optional.empty(),
        ours,
        Optional.empty());
  }

  /** An ICMP error that arrived. */
  static Step of(IpPacket packet, IcmpError error, long at, TcpState ours) {
    return new Step(
        at,
        true,
        false,
        packet.source(),
        packet.hopLimit(),
        Optional.empty(),
        Optional.of(error),
        ours,
        Optional.empty());
  }

  /** This step with the other side's state after it. */
  Step with(Optional<TcpState> other) {
    return new Step(at, exact, outgoing, from, hopLimit, tcp, error, ours, other);
  }

  /** This step with another state of this host after it. */
  Step inState(TcpState own) {
    return new Step(at, exact, outgoing, from, hopLimit, tcp, error, own, theirs);
  }

  /** This step with a time of jnet's own clock, until the kernel's stamp comes. */
  Step unstamped() {
    return new Step(at, false, outgoing, from, hopLimit, tcp, error, ours, theirs);
  }

  /** This step with the kernel's stamp. */
  Step leftAt(long stamp) {
    return new Step(stamp, true, outgoing, from, hopLimit, tcp, error, ours, theirs);
  }

  /** Whether it is a segment that came from the other side. */
  public boolean isIncomingSegment() {
    return !outgoing && tcp.isPresent();
  }
}
