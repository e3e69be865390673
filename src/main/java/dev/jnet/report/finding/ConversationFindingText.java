package dev.jnet.report.finding;

import dev.jnet.finding.ConversationFinding;
import dev.jnet.finding.ConversationFinding.PacketTooBig;
import dev.jnet.finding.ConversationFinding.ResetByClient;
import dev.jnet.finding.ConversationFinding.SegmentsRepeated;
import dev.jnet.finding.ConversationFinding.WindowClosed;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;

/** Findings about conversations between others in words. */
final class ConversationFindingText {
  private ConversationFindingText() {}

  static String of(ConversationFinding finding) {
    if (finding instanceof SegmentsRepeated repeated) {
      return repeated.repeated()
          + " of "
          + Text.count(repeated.segments(), "segment")
          + " were sent again";
    }
    if (finding instanceof WindowClosed closed) {
      return Addresses.text(closed.receiver())
          + " took nothing more "
          + Text.count(closed.times(), "time")
          + ": its window was closed";
    }
    if (finding instanceof PacketTooBig big) {
      return Addresses.text(big.router())
          + " reported that packets are too big for its next link"
          + (big.mtu() > 0 ? ", which carries " + big.mtu() + " bytes" : "");
    }
    if (finding instanceof ResetByClient reset) {
      return "the client ended the connection itself, with a reset after "
          + Text.count(reset.bytes(), "byte")
          + " of data";
    }
    return "the reset came with another hop limit (TTL) than that side's packets: probably a"
        + " middlebox sent it";
  }
}
