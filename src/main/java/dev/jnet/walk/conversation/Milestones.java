package dev.jnet.walk.conversation;

import dev.jnet.probe.Probe;
import dev.jnet.wire.Tcp;

/**
 * When the events happened that divide a conversation's time. All in ns on the link's clock;
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

  /** Notes a segment that is about to leave this host. */
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

  /** Replaces the time of a segment that left by the kernel's stamp. */
  void left(Probe probe, long at) {
    if (probe == syn) {
      synAt = at;
    } else if (probe == firstData) {
      firstSentAt = at;
    }
  }

  /** Notes a segment that arrived. */
  void received(Tcp tcp, long at) {
    passed(tcp, at);
  }

  private void passed(Tcp tcp, long at) {
    overAt = at;
    if (closingAt < 0 && (tcp.has(Tcp.FIN) || tcp.has(Tcp.RST))) {
      closingAt = at;
    }
  }

  /** Notes an ICMP error that arrived. */
  void failed(long at) {
    overAt = at;
  }

  /** Notes that the answer to the SYN opened the connection. */
  void established(long at) {
    establishedAt = at;
  }

  boolean isEstablished() {
    return establishedAt >= 0;
  }

  /** Notes that data arrived in order. */
  void dataArrived(long at) {
    firstReceivedAt = firstReceivedAt < 0 ? at : firstReceivedAt;
    lastReceivedAt = at;
  }

  ConversationResult.Times times() {
    return new ConversationResult.Times(
        synAt, establishedAt, firstSentAt, firstReceivedAt, lastReceivedAt, closingAt, overAt);
  }
}
