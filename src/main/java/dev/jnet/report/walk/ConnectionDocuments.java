package dev.jnet.report.walk;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.handshake.Step;
import dev.jnet.report.JsonValues;
import dev.jnet.report.TcpOptionsDocument;
import dev.jnet.tcp.Transition;
import dev.jnet.walk.Leg;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.walk.conversation.Traffic;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Makes the part of a walk's JSON document about a connection: its segments, and what they cost.
 */
final class ConnectionDocuments {
  private ConnectionDocuments() {}

  /** The connection of a leg. */
  static WalkDocument.Connection of(Leg leg, ConversationResult conversed) {
    boolean open = conversed.isOpen();
    int theirs = conversed.options().theirMss().orElse(-1);
    List<String> states = new ArrayList<>();
    for (Transition each : conversed.states()) {
      states.add(word(each.to()));
    }
    return new WalkDocument.Connection(
        Addresses.text(conversed.question().target()),
        conversed.question().port().number(),
        conversed.question().localPort().number(),
        word(conversed.course()),
        word(conversed.ending()),
        conversed.roundTrip() >= 0 ? millis(conversed.roundTrip()) : null,
        conversed.question().settings().syn().mss(),
        theirs >= 0 ? theirs : null,
        open ? conversed.effectiveMss() : null,
        segments(conversed),
        conversed.leftOut(),
        traffic(conversed.out()),
        traffic(conversed.in()),
        conversed.stall().map(stall -> stall(leg, stall)).orElse(null),
        states,
        conversed
            .refusal()
            .map(refusal -> Addresses.text(refusal.from()) + ": " + refusal.error().inWords())
            .orElse(null));
  }

  private static WalkDocument.Traffic traffic(Traffic way) {
    return new WalkDocument.Traffic(
        way.segments(),
        way.captured(),
        way.payload(),
        way.repeated(),
        way.ipBytes(),
        way.wireBytes(),
        way.largestPayload(),
        way.largestPacket());
  }

  private static WalkDocument.Stall stall(Leg leg, ConversationResult.Stall stall) {
    Optional<Leg.Retrial> again = leg.again();
    return new WalkDocument.Stall(
        stall.unacknowledged(),
        stall.largestAcknowledged(),
        stall.largestUnacknowledged(),
        stall.missing(),
        stall.largestReceived(),
        stall.largestPossible(),
        again.map(Leg.Retrial::mss).orElse(null),
        again.map(Leg.Retrial::complete).orElse(null));
  }

  private static List<WalkDocument.Segment> segments(ConversationResult conversed) {
    List<WalkDocument.Segment> segments = new ArrayList<>();
    List<Step> steps = WalkConnection.steps(conversed);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Segment segment = conversed.segments().get(i);
      Tcp tcp = step.tcp().orElse(null);
      segments.add(
          new WalkDocument.Segment(
              millis(Math.max(0, step.at() - steps.get(0).at())),
              step.exact(),
              step.outgoing() ? "out" : "in",
              TcpOptionsDocument.flags(tcp),
              tcp == null ? null : tcp.sequence(),
              tcp == null || !tcp.has(Tcp.ACK) ? null : tcp.acknowledgment(),
              tcp == null ? null : tcp.window(),
              tcp == null ? null : tcp.payload().length,
              step.hopLimit(),
              word(step.ours()),
              step.theirs().map(JsonValues::word).orElse(null),
              step.error()
                  .map(error -> Addresses.text(step.from()) + ": " + error.inWords())
                  .orElse(null),
              segment.leftOut() > 0 ? segment.leftOut() : null,
              Base64.getEncoder().encodeToString(head(segment.frame().bytes()))));
    }
    return segments;
  }

  /**
   * The beginning of a frame. The kernel may have joined many segments to one long frame; its
   * headers are enough.
   */
  private static byte[] head(byte[] bytes) {
    return bytes.length <= 1518 ? bytes : java.util.Arrays.copyOf(bytes, 128);
  }

  /** How many of the bytes on the wire were payload, and the share of the others in percent. */
  static WalkDocument.Cost cost(ConversationResult conversed) {
    Traffic both = conversed.out().plus(conversed.in());
    long headers = both.wireBytes() - both.payload();
    double percent =
        both.wireBytes() == 0 ? 0 : Math.round(1000.0 * headers / both.wireBytes()) / 10.0;
    return new WalkDocument.Cost(both.payload(), both.wireBytes(), percent);
  }
}
