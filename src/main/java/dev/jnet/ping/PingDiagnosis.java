package dev.jnet.ping;

import dev.jnet.link.Frame;
import dev.jnet.ping.PingEvent.Damage;
import dev.jnet.ping.PingEvent.Manner;
import dev.jnet.ping.PingEvent.Mark;
import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Tcp;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends probes in even time, and makes of what comes back what ping makes of it.
 *
 * <p>It ends as ping does: when the deadline has come; when as many probes as wanted were answered,
 * be it by an error; or, when all were sent, after two of the longest round trips so far (at least
 * one interval), or after the wait for a first answer. With a deadline the count is of answers: it
 * sends on until so many have come, or an error has.
 */
public final class PingDiagnosis implements Diagnosis<PingResult> {
  /** Probes that an answer may still come for: as many as there are sequence numbers. */
  private static final int MAX_PROBES = 1 << 16;

  /** Events that wait to be asked for; where nobody asks, the oldest go. */
  private static final int MAX_EVENTS = 1024;

  /** How far behind its schedule it may be and still make up for it, in ns. */
  private static final long CATCH_UP = 20_000_000L;

  private final PingQuestion question;
  private final Schedule schedule;
  private final PingProbes probes;
  private final Statistics statistics = new Statistics();
  private final Pieces pieces = new Pieces();
  private final Map<Probe, SentProbe> shots = new LinkedHashMap<>();
  private final Map<Integer, Probe> bySequence = new HashMap<>();
  private final ArrayDeque<PingEvent> events = new ArrayDeque<>();
  private final long before;
  private boolean begun;
  private boolean done;
  private long begunAt;
  private long lastSentAt;
  private long nextAt;
  private long sent;
  private long lastAnswered;
  private long pipe;
  private Optional<PingResult.Exchange> first = Optional.empty();

  /** One that has not begun. */
  public PingDiagnosis(PingQuestion question) {
    this(question, 0);
  }

  /**
   * One that goes on where probes could not even leave, because nobody answered for the next hop.
   *
   * @param before how many did not; they count as sent, and as errors
   */
  public PingDiagnosis(PingQuestion question, long before) {
    this.question = question;
    this.before = before;
    this.sent = before;
    this.lastAnswered = before;
    statistics.errors = before;
    this.schedule = question.schedule();
    this.probes = new PingProbes(question);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (!begun) {
      begun = true;
      begunAt = now;
      nextAt = now;
    }
    done |= isOver(now);
    if (done || !mayStillSend() || now < dueAt()) {
      return Optional.empty();
    }
    sent++;
    lastSentAt = now;
    nextAt += schedule.interval();
    if (nextAt < now - CATCH_UP) {
      nextAt = now + schedule.interval();
    }
    Probe probe = probes.make(sent);
    SentProbe shot = new SentProbe(sent, now);
    shots.put(probe, shot);
    bySequence.put(shot.sequence(), probe);
    if (shots.size() > MAX_PROBES) {
      var eldest = shots.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
    tell(new PingEvent.Sent(shot.sequence()));
    return Optional.of(probe);
  }

  private boolean mayStillSend() {
    return schedule.count() == 0 || schedule.deadline() > 0 || sent < schedule.count();
  }

  private long dueAt() {
    if (!schedule.eager()) {
      return nextAt;
    }
    return lastAnswered == sent ? Long.MIN_VALUE : lastSentAt + schedule.interval();
  }

  private boolean isOver(long now) {
    if (schedule.deadline() > 0 && now - begunAt >= schedule.deadline()) {
      return true;
    }
    return !mayStillSend() && now >= patientUntil();
  }

  private long patientUntil() {
    return lastSentAt
        + (statistics.received > 0
            ? Math.max(2 * statistics.most(), schedule.interval())
            : schedule.patience());
  }

  @Override
  public long wakeAt() {
    if (!begun) {
      return Long.MIN_VALUE;
    }
    long wakeAt = mayStillSend() ? dueAt() : patientUntil();
    return schedule.deadline() > 0 ? Math.min(wakeAt, begunAt + schedule.deadline()) : wakeAt;
  }

  @Override
  public void left(Probe probe, long at) {
    SentProbe shot = shots.get(probe);
    if (shot != null) {
      shot.leftAt = at;
    }
  }

  @Override
  public void accept(Reply reply) {
    SentProbe shot = shots.get(reply.probe());
    if (shot == null) {
      return;
    }
    if (reply instanceof Reply.Echoed echoed) {
      if (echoed.packet().isFragment()) {
        complete(pieces.first(echoed));
      } else {
        echoed(shot, echoed);
      }
    } else if (reply instanceof Reply.Datagram datagram) {
      answered(shot, reply, datagram.packet(), Manner.DATAGRAM, Optional.empty());
    } else if (reply instanceof Reply.Segment segment) {
      segment(shot, segment);
    } else if (reply instanceof Reply.Failed failed) {
      failed(shot, failed);
    } else if (reply instanceof Reply.Refused) {
      statistics.errors++;
      int octets = reply.probe().packet().totalLength();
      tell(new PingEvent.Refused(shot.sequence(), octets, question.hop().mtu()));
      settled(shot);
    }
  }

  /** A reply that came in pieces has come with the last of them. */
  private void complete(Optional<Pieces.Whole> reply) {
    if (reply.isEmpty()) {
      return;
    }
    Pieces.Whole whole = reply.get();
    Probe probe = whole.first().probe();
    SentProbe shot = shots.get(probe);
    if (shot != null) {
      Reply.Timing before = whole.first().timing();
      long roundTrip = Math.max(0, before.roundTrip() + whole.at() - before.at());
      IcmpEcho echo = whole.echo().orElse(whole.first().echo());
      boolean intact =
          whole.echo().isEmpty()
              ? whole.first().intact()
              : Comparison.damage(probe, echo).isEmpty();
      echoed(
          shot,
          new Reply.Echoed(
              probe,
              new Reply.Timing(whole.at(), roundTrip, before.exact(), before.duplicate()),
              whole.packet(),
              echo,
              intact));
    }
  }

  private void echoed(SentProbe shot, Reply.Echoed echoed) {
    if (echoed.echo().checksum() == Checksum.State.WRONG) {
      corrupted(
          shot,
          echoed.packet(),
          echoed.timing().roundTrip(),
          Comparison.damage(echoed.probe(), echoed.echo()));
      return;
    }
    if (first.isEmpty() && !shot.answered) {
      first =
          Optional.of(
              new PingResult.Exchange(echoed.probe().packet(), echoed.packet(), echoed.echo()));
    }
    Optional<Damage> damage =
        echoed.intact() ? Optional.empty() : Comparison.damage(echoed.probe(), echoed.echo());
    answered(shot, echoed, echoed.packet(), Manner.ECHO, damage);
  }

  /** Only what acknowledges the SYN answers it (RFC 9293 section 3.10.7.3). */
  private void segment(SentProbe shot, Reply.Segment segment) {
    Tcp tcp = segment.tcp();
    if (tcp.has(Tcp.ACK)
        && (tcp.has(Tcp.SYN) || tcp.has(Tcp.RST))
        && Comparison.acknowledges(tcp, segment.probe())) {
      Manner manner = tcp.has(Tcp.RST) ? Manner.CLOSED : Manner.OPEN;
      answered(shot, segment, segment.packet(), manner, Optional.empty());
    }
  }

  private void failed(SentProbe shot, Reply.Failed failed) {
    if (Comparison.isClosedPort(failed, question)) {
      answered(shot, failed, failed.packet(), Manner.CLOSED, Optional.empty());
      return;
    }
    statistics.errors++;
    if (failed.error().kind() == IcmpError.Kind.TOO_BIG) {
      probes.claimed(failed.error().nextHopMtu());
    }
    tell(
        new PingEvent.Failed(
            shot.sequence(),
            failed.packet().source(),
            failed.error(),
            failed.timing().roundTrip()));
    settled(shot);
    done |= schedule.deadline() > 0;
  }

  private void answered(
      SentProbe shot, Reply reply, IpPacket packet, Manner manner, Optional<Damage> damage) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    long roundTrip = reply.timing().roundTrip();
    int hopLimitBefore = -1;
    if (shot.answered) {
      marks.add(Mark.DUPLICATE);
      statistics.duplicates++;
    } else {
      shot.answered = true;
      statistics.received++;
      statistics.roundTrip(roundTrip);
      if (shot.number < lastAnswered) {
        marks.add(Mark.REORDERED);
        statistics.reordered++;
      }
      if (roundTrip > schedule.lateAfter()) {
        marks.add(Mark.LATE);
        statistics.late++;
      }
      hopLimitBefore = statistics.hopLimit(packet.hopLimit());
      if (hopLimitBefore >= 0) {
        marks.add(Mark.TTL_CHANGED);
      }
    }
    if (damage.isPresent()) {
      marks.add(Mark.CHANGED);
      statistics.changed++;
    }
    tell(answer(shot, packet, roundTrip, manner, marks, damage, hopLimitBefore));
    settled(shot);
  }

  private void corrupted(SentProbe shot, IpPacket packet, long roundTrip, Optional<Damage> damage) {
    statistics.corrupted++;
    Set<Mark> marks = EnumSet.of(Mark.BAD_CHECKSUM);
    tell(answer(shot, packet, roundTrip, Manner.ECHO, marks, damage, -1));
  }

  private static PingEvent answer(
      SentProbe shot,
      IpPacket packet,
      long roundTrip,
      Manner manner,
      Set<Mark> marks,
      Optional<Damage> damage,
      int hopLimitBefore) {
    return new PingEvent.Answer(
        shot.sequence(),
        packet.source(),
        packet.totalLength() - packet.headerLength(),
        packet.hopLimit(),
        roundTrip,
        manner,
        Set.copyOf(marks),
        damage,
        hopLimitBefore);
  }

  /** Something came for a probe, if only an error. */
  private void settled(SentProbe shot) {
    lastAnswered = Math.max(lastAnswered, shot.number);
    long underWay = sent - shot.number + 1;
    pipe = Math.max(pipe, underWay);
    done |= schedule.count() > 0 && statistics.received + statistics.errors >= schedule.count();
  }

  /**
   * A damaged reply may have lost what tells which probe it answers: the token in its data. The
   * identifiers are enough to call it damaged; for an answer it is not taken.
   */
  @Override
  public void overhear(Frame frame) {
    if (question.via().kind() != Via.Kind.ICMP) {
      return;
    }
    Dissection dissection = frame.dissect();
    if (dissection.transport().orElse(null) instanceof IcmpEcho echo && isForUs(dissection, echo)) {
      overhear(frame.at(), dissection.ip().get(), echo);
    } else if (dissection.ip().isPresent() && isLaterPiece(dissection.ip().get())) {
      complete(pieces.later(dissection.ip().get(), frame.at()));
    }
  }

  private boolean isLaterPiece(IpPacket packet) {
    return packet.fragmentOffset() > 0
        && packet.protocol() == IpProtocol.icmp(packet.version())
        && packet.source().equals(question.target());
  }

  private boolean isForUs(Dissection dissection, IcmpEcho echo) {
    return !echo.isRequest()
        && echo.identifier() == probes.identifier()
        && dissection.ip().get().source().equals(question.target());
  }

  private void overhear(long at, IpPacket packet, IcmpEcho echo) {
    Probe probe = bySequence.get(echo.sequence());
    SentProbe shot = probe == null ? null : shots.get(probe);
    if (shot != null) {
      long roundTrip = Math.max(0, at - shot.leftAt);
      corrupted(shot, packet, roundTrip, Comparison.damage(probe, echo));
    }
  }

  private void tell(PingEvent event) {
    events.add(event);
    if (events.size() > MAX_EVENTS) {
      events.remove();
    }
  }

  /** What has happened since this was asked last, one thing at a time; empty when that is all. */
  public Optional<PingEvent> event() {
    return Optional.ofNullable(events.poll());
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public PingResult result() {
    return new PingResult(
        sent,
        statistics.received,
        lastSentAt - begunAt + (begun ? before : Math.max(0, before - 1)) * schedule.interval(),
        statistics.incidents(),
        statistics.roundTrips(),
        pipe,
        statistics.hopLimits(),
        first);
  }
}
