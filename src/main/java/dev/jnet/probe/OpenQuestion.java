package dev.jnet.probe;

import dev.jnet.link.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A question of a {@link Crowd}, from its beginning until it is answered or its time is up. */
final class OpenQuestion<R> {
  /** What the question waits for. */
  private enum Phase {
    /** It may have something to send. */
    READY,
    /** It waits for a reply or for its alarm. */
    RESTING,
    /** Its answer has been given. Only an old alarm may still refer to it. */
    OVER
  }

  private final long startedAt;
  private final long deadline;
  private final List<Probe> probes = new ArrayList<>();
  private Phase phase = Phase.READY;
  private long alarmAt = Diagnosis.NEVER;
  private final OtherAddresses others = new OtherAddresses();
  private int received;

  /** Null when the question is over, so that an old alarm does not keep all of it in memory. */
  private Crowd.Member<R> member;

  /** A question that begins at {@code now} ns. */
  OpenQuestion(Crowd.Member<R> member, long now) {
    this.member = member;
    this.startedAt = now;
    this.deadline = now + member.time();
  }

  Crowd.Member<R> member() {
    return member;
  }

  /** The probes that it has sent. */
  List<Probe> probes() {
    return probes;
  }

  boolean isResting() {
    return phase == Phase.RESTING;
  }

  /** READY → RESTING, because it has nothing to send now. */
  void rest() {
    phase = Phase.RESTING;
  }

  /** RESTING → READY, because a reply has come or its time has come. */
  void wake() {
    phase = Phase.READY;
  }

  /** Any phase → OVER. Gives the answer to the listener, and keeps nothing. */
  void finish(long now) {
    phase = Phase.OVER;
    Tally tally = new Tally(probes.size(), received, 0, 0, List.of(), others.list());
    probes.clear();
    Crowd.Member<R> ended = member;
    member = null;
    long elapsed = Math.min(now, deadline) - startedAt;
    ended.listener().finished(ended.diagnosis().result(), tally, elapsed);
  }

  /** Whether it has its answer, or no time left. */
  boolean hasEnded(long now) {
    return member.diagnosis().done() || now >= deadline;
  }

  /** Its next probe; empty when nothing is due, or when its time is up. */
  Optional<Probe> next(long now) {
    Optional<Probe> probe = now >= deadline ? Optional.empty() : member.diagnosis().next(now);
    probe.ifPresent(probes::add);
    return probe;
  }

  /** The latest time to look at it again, in ns. */
  long wakeAt() {
    return Math.min(deadline, member.diagnosis().wakeAt());
  }

  /** When its earliest alarm rings, in ns; {@link Diagnosis#NEVER} when none is set. */
  long alarmAt() {
    return alarmAt;
  }

  void alarmAt(long at) {
    alarmAt = at;
  }

  void arrives(Frame frame) {
    member.diagnosis().arrives(frame);
  }

  void accept(Reply reply) {
    received += reply instanceof Reply.Refused ? 0 : 1;
    others.note(reply);
    member.diagnosis().accept(reply);
  }

  void left(Probe probe, long at) {
    member.diagnosis().left(probe, at);
  }

  void missedFrames() {
    member.diagnosis().missedFrames();
  }

  void overhear(Frame frame) {
    member.diagnosis().overhear(frame);
  }
}
