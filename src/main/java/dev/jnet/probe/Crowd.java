package dev.jnet.probe;

import dev.jnet.link.Frame;
import dev.jnet.wire.IpPacket;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Any number of questions on one link, so many at a time: one begins when those that have begun
 * have nothing to send and there is room. What a question costs does not depend on how many there
 * are: each is looked at only when something has come back for it or its time has come, and when it
 * has ended nothing of it is kept.
 */
public final class Crowd implements Diagnosis<Integer> {
  /** Between two looks for another question where there was none at the moment, in ns. */
  private static final long LOOK_EVERY = 5_000_000L;

  /** Where the questions come from. */
  public interface Feed {
    /** The next question, which begins now; empty when there is none at the moment. */
    Optional<Member<?>> next();

    /** Whether there will never be another. */
    boolean exhausted();
  }

  /** Told the answer to one question. */
  public interface Listener<R> {
    /**
     * It is over.
     *
     * @param elapsed ns on the link's clock from its beginning
     */
    void finished(R result, Tally tally, long elapsed);
  }

  /**
   * A question.
   *
   * @param target whom it is about: frames from there are its to overhear
   * @param time ns after which it ends with what is known by then
   */
  public record Member<R>(
      InetAddress target, Diagnosis<R> diagnosis, long time, Listener<R> listener) {}

  /** A question that has begun. */
  private static final class Asker<R> {
    /** None when it is over: a late alarm may remember this for a while. */
    private Member<R> member;

    final long startedAt;
    final long deadline;
    final List<Probe> probes = new ArrayList<>();
    long alarmAt = NEVER;
    int received;
    boolean isReady = true;
    boolean isOver;

    Asker(Member<R> member, long now) {
      this.member = member;
      this.startedAt = now;
      this.deadline = now + member.time();
    }

    void finish(long now) {
      isOver = true;
      Tally tally = new Tally(probes.size(), received, 0);
      probes.clear();
      Member<R> ended = member;
      member = null;
      ended
          .listener()
          .finished(ended.diagnosis().result(), tally, Math.min(now, deadline) - startedAt);
    }
  }

  /** When to look at a question again, at the latest. */
  private record Alarm(long at, Asker<?> asker) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      return Long.compare(at, other.at);
    }
  }

  private final Feed feed;
  private final int mostAtOnce;
  private final IdentityHashMap<Probe, Asker<?>> askers = new IdentityHashMap<>();
  private final Map<InetAddress, Asker<?>> byTarget = new HashMap<>();
  private final ArrayDeque<Asker<?>> ready = new ArrayDeque<>();
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private List<Probe> settled = new ArrayList<>();
  private int active;
  private int finished;
  private long lookAgainAt = Long.MIN_VALUE;

  /**
   * Nobody has asked yet.
   *
   * @param mostAtOnce questions that are open at the same time, 1 or more
   */
  public Crowd(Feed feed, int mostAtOnce) {
    this.feed = feed;
    this.mostAtOnce = mostAtOnce;
  }

  @Override
  public Optional<Probe> next(long now) {
    ring(now);
    while (true) {
      Asker<?> asker = ready.peek();
      if (asker == null) {
        asker = begin(now);
        if (asker == null) {
          return Optional.empty();
        }
      }
      Optional<Probe> probe =
          asker.isOver || now >= asker.deadline
              ? Optional.empty()
              : asker.member.diagnosis().next(now);
      ready.remove();
      if (probe.isPresent()) {
        ready.add(asker);
        asker.probes.add(probe.get());
        askers.put(probe.get(), asker);
        return probe;
      }
      rest(asker, now);
    }
  }

  /** Wakes those whose time has come. */
  private void ring(long now) {
    while (!alarms.isEmpty() && alarms.peek().at() <= now) {
      Alarm alarm = alarms.poll();
      alarm.asker().alarmAt = NEVER;
      wake(alarm.asker());
    }
  }

  private void wake(Asker<?> asker) {
    if (!asker.isReady && !asker.isOver) {
      asker.isReady = true;
      ready.add(asker);
    }
  }

  private Asker<?> begin(long now) {
    if (active >= mostAtOnce || now < lookAgainAt) {
      return null;
    }
    Optional<Member<?>> member = feed.next();
    if (member.isEmpty()) {
      lookAgainAt = now + LOOK_EVERY;
      return null;
    }
    active++;
    Asker<?> asker = new Asker<>(member.get(), now);
    ready.add(asker);
    byTarget.put(member.get().target(), asker);
    return asker;
  }

  /** It has nothing to send now: it is over, or will be looked at later. */
  private void rest(Asker<?> asker, long now) {
    asker.isReady = false;
    if (asker.isOver) {
      return;
    }
    if (asker.member.diagnosis().done() || now >= asker.deadline) {
      finish(asker, now);
      return;
    }
    long at = Math.min(asker.deadline, asker.member.diagnosis().wakeAt());
    if (at
        < asker.alarmAt) { // one that rings too early costs a look; one a reply would cost memory
      asker.alarmAt = at;
      alarms.add(new Alarm(at, asker));
    }
  }

  private void finish(Asker<?> asker, long now) {
    for (Probe probe : asker.probes) {
      askers.remove(probe);
      settled.add(probe);
    }
    byTarget.remove(asker.member.target(), asker);
    active--;
    finished++;
    lookAgainAt = Long.MIN_VALUE; // the answer may have been waited for
    asker.finish(now);
  }

  @Override
  public void accept(Reply reply) {
    Asker<?> asker = askers.get(reply.probe());
    if (asker != null) {
      asker.received += reply instanceof Reply.Refused ? 0 : 1;
      asker.member.diagnosis().accept(reply);
      wake(asker);
    }
  }

  @Override
  public void left(Probe probe, long at) {
    Asker<?> asker = askers.get(probe);
    if (asker != null) {
      asker.member.diagnosis().left(probe, at);
    }
  }

  @Override
  public void overhear(Frame frame) {
    Optional<IpPacket> packet = frame.dissect().ip();
    Asker<?> asker = packet.isPresent() ? byTarget.get(packet.get().source()) : null;
    if (asker != null) {
      asker.member.diagnosis().overhear(frame);
      wake(asker);
    }
  }

  @Override
  public List<Probe> settled() {
    if (settled.isEmpty()) {
      return List.of();
    }
    List<Probe> since = settled;
    settled = new ArrayList<>();
    return since;
  }

  @Override
  public long wakeAt() {
    if (!ready.isEmpty()) {
      return Long.MIN_VALUE;
    }
    long first = alarms.isEmpty() ? NEVER : alarms.peek().at();
    return active < mostAtOnce && !feed.exhausted() ? Math.min(first, lookAgainAt) : first;
  }

  @Override
  public boolean done() {
    return active == 0 && feed.exhausted();
  }

  /** How many questions have been answered. */
  @Override
  public Integer result() {
    return finished;
  }
}
