package dev.jnet.trace;

import dev.jnet.trace.Change.Field;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpQuote;
import dev.jnet.wire.WireReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Compares a probe that was sent with its quote, as far as the quote reaches. */
final class Changes {
  /** Where ICMP and UDP keep their checksums, in bytes from their beginning. */
  private static final int ICMP_CHECKSUM = 2;

  private static final int UDP_CHECKSUM = 6;

  private Changes() {}

  /**
   * The differences.
   *
   * @param expired whether the TTL of the quoted packet ran out. Routers then quote TTL 1, or 0 if
   *     they lower it first
   */
  static List<Change> of(IpPacket sent, IpPacket quoted, boolean expired) {
    List<Change> changes = new ArrayList<>();
    if (expired && quoted.hopLimit() > 1) {
      changes.add(new Change(Field.TTL, sent.hopLimit(), quoted.hopLimit()));
    }
    compare(changes, Field.TRAFFIC_CLASS, sent.trafficClass(), quoted.trafficClass());
    if (sent instanceof Ipv4 sent4 && quoted instanceof Ipv4 quoted4) {
      compare(changes, Field.IDENTIFICATION, sent4.identification(), quoted4.identification());
      compare(
          changes,
          Field.DONT_FRAGMENT,
          sent4.dontFragment() ? 1 : 0,
          quoted4.dontFragment() ? 1 : 0);
    }
    if (!quoted.source().equals(sent.source())) {
      changes.add(new Change(Field.SOURCE, 0, 0, Optional.of(quoted.source())));
    }
    if (sent.protocol() == IpProtocol.TCP) {
      compareSyn(changes, sent, quoted);
    } else {
      int at = sent.protocol() == IpProtocol.UDP ? UDP_CHECKSUM : ICMP_CHECKSUM;
      try {
        compare(changes, Field.CHECKSUM, word(sent, at), word(quoted, at));
      } catch (MalformedPacketException endsBefore) {
        return changes;
      }
    }
    return changes;
  }

  private static void compareSyn(List<Change> changes, IpPacket sent, IpPacket quoted) {
    try {
      TcpQuote quote = TcpQuote.parse(quoted);
      OptionalInt mss = Tcp.parse(sent).maximumSegmentSize();
      if (mss.isPresent() && (quote.hasAllOptions() || quote.maximumSegmentSize().isPresent())) {
        compare(changes, Field.MSS, mss.getAsInt(), quote.maximumSegmentSize().orElse(-1));
      }
    } catch (MalformedPacketException endsBefore) {
      return;
    }
  }

  private static void compare(List<Change> changes, Field field, long sent, long quoted) {
    if (sent != quoted) {
      changes.add(new Change(field, sent, quoted));
    }
  }

  private static int word(IpPacket packet, int at) throws MalformedPacketException {
    WireReader in = new WireReader(packet.payload());
    in.skip(at);
    return in.u16();
  }
}
