package dev.jnet.ping;

import dev.jnet.ping.PingEvent.Damage;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import java.util.Optional;

/** Compares what came back with what was sent. */
final class Comparison {
  private static final int PORT_UNREACHABLE_V4 = 3;
  private static final int PORT_UNREACHABLE_V6 = 4;

  private Comparison() {}

  /** Whether an error is the target's own "port unreachable", which answers a datagram. */
  static boolean isClosedPort(Reply.Failed failed, PingQuestion question) {
    int code = question.version() == 4 ? PORT_UNREACHABLE_V4 : PORT_UNREACHABLE_V6;
    return question.via().kind() == Via.Kind.UDP
        && failed.error().kind() == IcmpError.Kind.UNREACHABLE
        && failed.error().code() == code
        && failed.packet().source().equals(question.target());
  }

  /** Whether a segment acknowledges exactly the SYN in a probe. */
  static boolean acknowledges(Tcp segment, Probe probe) {
    Optional<Tcp> syn = probed(probe, Tcp.class);
    return syn.isPresent() && segment.acknowledgment() == (syn.get().sequence() + 1 & 0xffff_ffffL);
  }

  /** The first byte in which a reply's data differ from the request's. */
  static Optional<Damage> damage(Probe probe, IcmpEcho echo) {
    byte[] sent = probed(probe, IcmpEcho.class).map(IcmpEcho::data).orElse(new byte[0]);
    byte[] back = echo.data();
    for (int i = 0; i < Math.min(sent.length, back.length); i++) {
      if (sent[i] != back[i]) {
        return Optional.of(new Damage(i, Byte.toUnsignedInt(sent[i]), Byte.toUnsignedInt(back[i])));
      }
    }
    if (sent.length == back.length) {
      return Optional.empty();
    }
    int end = Math.min(sent.length, back.length);
    return Optional.of(
        new Damage(
            end,
            end < sent.length ? Byte.toUnsignedInt(sent[end]) : -1,
            end < back.length ? Byte.toUnsignedInt(back[end]) : -1));
  }

  private static <T extends Transport> Optional<T> probed(Probe probe, Class<T> type) {
    try {
      Transport transport = Transport.parse(probe.packet());
      return type.isInstance(transport) ? Optional.of(type.cast(transport)) : Optional.empty();
    } catch (MalformedPacketException impossible) {
      throw new AssertionError("a probe that jnet itself cannot read", impossible);
    }
  }
}
