package dev.jnet.report;

import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of a SYN in a JSON document. What the SYN does not have is left out.
 *
 * @param mss the maximum segment size in bytes
 * @param windowScale the shift of windows, 0 to 14
 * @param sackPermitted whether acknowledgments may be selective
 * @param timestamp the sender's clock
 * @param timestampEcho what the sender repeats of the other side's clock
 * @param others the kinds of all other options
 */
@Json
public record TcpOptionsDocument(
    Integer mss,
    Integer windowScale,
    boolean sackPermitted,
    Long timestamp,
    Long timestampEcho,
    List<Integer> others) {
  /** The options of a segment. */
  public static TcpOptionsDocument of(Tcp tcp) {
    Integer mss = null;
    Integer shift = null;
    boolean sack = false;
    TcpOption.Timestamps clock = null;
    List<Integer> others = new ArrayList<>();
    for (TcpOption option : tcp.options()) {
      if (option instanceof TcpOption.MaximumSegmentSize size) {
        mss = size.bytes();
      } else if (option instanceof TcpOption.WindowScale scale) {
        shift = scale.shift();
      } else if (option instanceof TcpOption.SackPermitted) {
        sack = true;
      } else if (option instanceof TcpOption.Timestamps stamps) {
        clock = stamps;
      } else if (option instanceof TcpOption.Other other) {
        others.add(other.kind());
      }
    }
    return new TcpOptionsDocument(
        mss,
        shift,
        sack,
        clock == null ? null : clock.value(),
        clock == null ? null : clock.echo(),
        others);
  }

  /** The flags of a segment in lower case: {@code ["syn", "ack"]}; none for an ICMP error. */
  public static List<String> flags(Tcp tcp) {
    if (tcp == null) {
      return null;
    }
    String words = tcp.flagsInWords();
    return words.equals("none")
        ? List.of()
        : List.of(words.toLowerCase(java.util.Locale.ROOT).split(" ", -1));
  }
}
