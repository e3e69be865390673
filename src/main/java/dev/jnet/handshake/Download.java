package dev.jnet.handshake;

import dev.jnet.tcp.TcpSettings;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What arrived of data that was asked for on a connection.
 *
 * @param bytes of data that arrived in order
 * @param largest bytes of data in the largest segment that the other side sent; empty where none
 *     had data
 * @param complete whether all data up to the other side's FIN arrived, or as many bytes as are read
 *     at most
 * @param gap whether the data are incomplete because a segment is missing before later ones that
 *     arrived
 */
public record Download(int bytes, OptionalInt largest, boolean complete, boolean gap) {
  /**
   * Reads from the segments of a connection what arrived.
   *
   * @param settings of this host's side. A frame with more data than the MSS of its SYN is one that
   *     the kernel joined from several segments
   * @param most the most bytes that are read
   */
  public static Download of(HandshakeResult result, TcpSettings settings, int most) {
    List<Tcp> arrived =
        result.steps().stream()
            .filter(step -> !step.outgoing())
            .flatMap(step -> step.tcp().stream())
            .toList();
    int bytes = result.reply().length;
    Optional<Tcp> synAck = result.synAck();
    long expected = synAck.map(tcp -> tcp.sequence() + 1 + bytes).orElse(0L);
    boolean fin = false;
    boolean gap = false;
    for (Tcp segment : arrived) {
      long ahead = Integer.toUnsignedLong((int) (segment.sequence() - expected));
      boolean isAhead = ahead > 0 && ahead < 1L << 31;
      gap |= isAhead && segment.payload().length > 0;
      long end = segment.sequence() + segment.payload().length;
      fin |= segment.has(Tcp.FIN) && (int) end == (int) expected;
    }
    return new Download(
        bytes,
        LargestSegment.received(result.steps(), settings.syn().mss()),
        fin || bytes >= most,
        gap && !fin);
  }
}
