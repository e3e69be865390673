package dev.jnet.walk.conversation;

import dev.jnet.link.Frame;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import java.util.Optional;

/**
 * One segment of a conversation, or an ICMP error about one.
 *
 * @param at when it left or arrived, ns on the link's clock
 * @param exact whether the kernel's stamp says so
 * @param frame its bytes, and which way it went
 * @param packet the IP packet in it
 * @param tcp the segment; empty for an ICMP error
 * @param error the ICMP error
 * @param ours our state after it
 * @param leftOut segments in front of it that passed, too, and are not kept
 */
public record Segment(
    long at,
    boolean exact,
    Frame frame,
    IpPacket packet,
    Optional<Tcp> tcp,
    Optional<IcmpError> error,
    TcpState ours,
    long leftOut) {
  /** Whether it is ours. */
  public boolean outgoing() {
    return frame.outgoing();
  }

  Segment leftAt(long stamp) {
    return new Segment(stamp, true, frame, packet, tcp, error, ours, leftOut);
  }

  Segment behind(long others) {
    return new Segment(at, exact, frame, packet, tcp, error, ours, others);
  }
}
