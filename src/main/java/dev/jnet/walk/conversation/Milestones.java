package dev.jnet.walk.conversation;

import dev.jnet.probe.Probe;
import dev.jnet.wire.Tcp;

/**
 * When the things happened that a conversation's time is divided by. All in ns on the link's clock;
 * negative for what has not happened.
 */
final class Milestones {
  private static final long NOT_YET = -1;

  private Probe syn;
  private Probe firstData;
  private long synAt = NOT_YET;
  private long establishedAt = NOT_YET;
  private long firstSentAt = NOT_YET;
  private long firstReceivedAt = NOT_YET;
  private long lastReceivedAt = NOT_YET;
  private long closingAt = NOT_YET;
  private long overAt = NOT_YET;

  /** A segment of ours is about to leave. */
  void sent(Probe probe, Tcp tcp, long now) {
    if (syn == null) {
      syn = probe;
      synAt = now;
    }
    if (firstData == null && tcp.payload().length > 0) {
      firstData = probe;
      firstSentAt = now;
    }
    passed(tcp, now);
  }

  /** The kernel's stamp of a segment that left has come. */
  void left(Probe probe, long at) {
    if (probe == syn) {
      synAt = at;
    } else if (probe == firstData) {
      firstSentAt = at;
    }
  }

  /** A segment came. */
  void received(Tcp tcp, long at) {
    passed(tcp, at);
  }

  private void passed(Tcp tcp, long at) {
    overAt = at;
    if (closingAt < 0 && (tcp.has(Tcp.FIN) || tcp.has(Tcp.RST))) {
      closingAt = at;
    }
  }

  /** An ICMP error came. */
  void failed(long at) {
    overAt = at;
  }

  /** The answer to our SYN opened the connection. */
  void established(long at) {
    establishedAt = at;
  }

  boolean isEstablished() {
    return establishedAt >= 0;
  }

  /** Data came in order. */
  void heard(long at) {
    firstReceivedAt = firstReceivedAt < 0 ? at : firstReceivedAt;
    lastReceivedAt = at;
  }

  ConversationResult.Times times() {
    return new ConversationResult.Times(
        synAt, establishedAt, firstSentAt, firstReceivedAt, lastReceivedAt, closingAt, overAt);
  }
}
