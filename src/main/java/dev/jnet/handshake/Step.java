package dev.jnet.handshake;

import dev.jnet.tcp.TcpState;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.Optional;

/**
 * One rung of the ladder: a segment that left or arrived, or an ICMP error about one.
 *
 * @param at when, in ns on the link's clock
 * @param exact whether the kernel's stamp says so, and not our own clock
 * @param outgoing whether it is ours
 * @param from who sent it; a router or a filter may be who speaks in an ICMP error
 * @param hopLimit its TTL or hop limit as it left or arrived, 0 to 255
 * @param tcp the segment; empty for an ICMP error
 * @param error the ICMP error
 * @param ours our state after it
 * @param theirs the other side's state after it, as far as segments show it; empty where they do
 *     not
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
  Step with(Optional<TcpState> other) {
    return new Step(at, exact, outgoing, from, hopLimit, tcp, error, ours, other);
  }

  Step leftAt(long stamp) {
    return new Step(stamp, true, outgoing, from, hopLimit, tcp, error, ours, theirs);
  }
}
