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
 * @param exact whether {@code at} is the kernel's stamp
 * @param frame its bytes and its direction
 * @param packet the IP packet in it
 * @param tcp the segment; empty for an ICMP error
 * @param error the ICMP error; empty for a segment
 * @param ours this host's state after it
 * @param leftOut how many segments passed just before it that are not kept
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
  /** Whether this host sent it. */
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
