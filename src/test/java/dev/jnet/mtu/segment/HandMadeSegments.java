package dev.jnet.mtu.segment;

import dev.jnet.mtu.HandMadeReplies;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import dev.jnet.wire.Transport;
import java.util.List;

/** Segments of a server that no network has to send. */
final class HandMadeSegments {
  /** The server's initial sequence number. */
  static final long SERVER_ISN = 9_000;

  private final HandMadeReplies replies;

  HandMadeSegments(HandMadeReplies replies) {
    this.replies = replies;
  }

  static Tcp tcp(Probe probe) {
    try {
      return (Tcp) Transport.parse(probe.packet());
    } catch (MalformedPacketException e) {
      throw new AssertionError(e);
    }
  }

  /** The server's answer to a SYN: with these flags and options, at {@code at} ns. */
  Reply answer(Probe syn, int flags, long at, TcpOption... options) {
    long acknowledged = tcp(syn).sequence() + 1 & 0xffff_ffffL;
    return segment(syn, SERVER_ISN, acknowledged, flags, at, options);
  }

  /** A segment of the server that is taken for an answer to a probe. */
  Reply segment(
      Probe probe, long sequence, long acknowledged, int flags, long at, TcpOption... options) {
    Tcp asked = tcp(probe);
    Tcp answer =
        new Tcp(
            /* sourcePort= */ asked.destinationPort(),
            /* destinationPort= */ asked.sourcePort(),
            sequence,
            acknowledged,
            flags,
            60_000,
            List.of(options),
            new byte[0]);
    byte[] bytes = answer.emit(replies.question.target(), replies.address(1));
    IpPacket packet =
        IpPacket.unsplittable(
            replies.question.target(),
            replies.address(1),
            1,
            60,
            new Payload(IpProtocol.TCP, bytes));
    Reply.Timing timing = new Reply.Timing(at, HandMadeReplies.RTT, true, false);
    return new Reply.Segment(probe, timing, packet, answer);
  }
}
