package dev.jnet.ping;

import dev.jnet.ping.PingEvent.Damage;
import dev.jnet.ping.PingEvent.Manner;
import dev.jnet.ping.PingEvent.Mark;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Counts the answers to probes, and says what is unusual about each. */
final class AnswerCounter {
  private final PingQuestion question;
  private final Statistics statistics;

  AnswerCounter(PingQuestion question, Statistics statistics) {
    this.question = question;
    this.statistics = statistics;
  }

  /**
   * How a probe was answered.
   *
   * @param damage the first byte that differs from what was sent; empty where none does
   */
  record Form(Manner manner, Optional<Damage> damage) {}

  /**
   * What was unusual about an answer.
   *
   * @param hopLimitBefore the TTL of the answer before, where it differs; otherwise −1
   */
  private record Unusual(Set<Mark> marks, int hopLimitBefore) {}

  /**
   * Counts an answer, and tells what was unusual about it.
   *
   * @param reordered whether a later probe was answered before
   */
  PingEvent.Answer count(
      SentProbe sent, Reply reply, IpPacket packet, boolean reordered, Form form) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    long roundTrip = reply.timing().roundTrip();
    int hopLimitBefore = -1;
    boolean furtherStation =
        question.isToGroup() && sent.isFirstFrom(packet.source()) && sent.answered;
    if (furtherStation || !sent.answered) {
      statistics.answeredFrom(packet.source());
    }
    if (furtherStation) {
      statistics.furtherStation();
    } else if (sent.answered) {
      marks.add(Mark.DUPLICATE);
    } else {
      sent.answered = true;
      sent.answeredAfter = roundTrip;
      statistics.received(roundTrip);
      hopLimitBefore = question.isToGroup() ? -1 : statistics.hopLimit(packet.hopLimit());
      boolean other = !packet.source().equals(question.target());
      markIf(other && !question.isToGroup(), Mark.DIFFERENT_ADDRESS, marks);
      markIf(reordered, Mark.REORDERED, marks);
      markIf(roundTrip > question.schedule().lateAfter(), Mark.LATE, marks);
      markIf(hopLimitBefore >= 0, Mark.TTL_CHANGED, marks);
    }
    markIf(form.damage().isPresent(), Mark.CHANGED, marks);
    statistics.marked(marks);
    return answer(sent, packet, roundTrip, form, new Unusual(Set.copyOf(marks), hopLimitBefore));
  }

  private static void markIf(boolean unusual, Mark mark, Set<Mark> marks) {
    if (unusual) {
      marks.add(mark);
    }
  }

  /** Counts a reply with a wrong checksum. It does not answer its probe. */
  PingEvent.Answer corrupted(
      SentProbe sent, Probe probe, IpPacket packet, IcmpEcho echo, long roundTrip) {
    Set<Mark> marks = Set.of(Mark.BAD_CHECKSUM);
    statistics.marked(marks);
    Form form = new Form(Manner.ECHO, Comparison.damage(probe, echo));
    return answer(sent, packet, roundTrip, form, new Unusual(marks, -1));
  }

  private static PingEvent.Answer answer(
      SentProbe sent, IpPacket packet, long roundTrip, Form form, Unusual unusual) {
    return new PingEvent.Answer(
        sent.sequence(),
        packet.source(),
        packet.totalLength() - packet.headerLength(),
        packet.hopLimit(),
        roundTrip,
        form.manner(),
        unusual.marks(),
        form.damage(),
        unusual.hopLimitBefore());
  }
}
