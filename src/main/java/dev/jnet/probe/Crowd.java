package dev.jnet.probe;

import dev.jnet.link.Frame;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.IpPacket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Any number of questions on one link, a limited number of them open at the same time. Another
 * question begins when no open one has anything to send and there is room. The cost of a question
 * does not depend on how many there are. Each is looked at only when a reply has come for it or its
 * time has come. Nothing of it is kept when it has ended.
 */
public final class Crowd implements Diagnosis<Integer> {
  /** How long to wait before asking a feed again that had no question, in ns. */
  private static final long LOOK_EVERY = 5 * Nanos.MILLISECOND;

  /** Where the questions come from. */
  public interface Feed {
    /** The next question, which begins now. Empty when there is none at the moment. */
    Optional<Member<?>> next();

    /** Whether there will never be another question. */
    boolean exhausted();
  }

  /** Receives the answer to one question. */
  public interface Listener<R> {
    /**
     * Is called when the question is over.
     *
     * @param result the answer, or what is known of it
     * @param tally its probes and the replies to them
     * @param elapsed ns on the link's clock from its beginning to its end
     */
    void finished(R result, Tally tally, long elapsed);
  }

  /**
   * A question.
   *
   * @param target the host that the question is about; the question overhears all frames from there
   * @param diagnosis the diagnosis that asks it
   * @param time its longest duration in ns; then it ends with what is known
   * @param listener receives the answer
   */
  public record Member<R>(
      InetAddress target, Diagnosis<R> diagnosis, long time, Listener<R> listener) {}

  private final Feed feed;
  private final int mostAtOnce;
  private final IdentityHashMap<Probe, OpenQuestion<?>> askers = new IdentityHashMap<>();
  private final Map<InetAddress, OpenQuestion<?>> byTarget = new HashMap<>();
  private final Agenda agenda = new Agenda();
  private List<Probe> settled = new ArrayList<>();
  private int open;
  private int finished;
  private Optional<Frame> latest = Optional.empty();
  private long lookAgainAt = Long.MIN_VALUE;

  /**
   * A crowd in which no question has begun yet.
   *
   * @param mostAtOnce how many questions may be open at the same time, 1 or more
   */
  public Crowd(Feed feed, int mostAtOnce) {
    this.feed = feed;
    this.mostAtOnce = mostAtOnce;
  }

  @Override
  public Optional<Probe> next(long now) {
    agenda.ring(now);
    while (agenda.hasReady() || begin(now)) {
      OpenQuestion<?> question = agenda.takeFirst();
      Optional<Probe> probe = question.next(now);
      if (probe.isPresent()) {
        agenda.add(question);
        askers.put(probe.get(), question);
        return probe;
      }
      rest(question, now);
    }
    return Optional.empty();
  }

  /** Begins another question if there is room and there is one. Returns whether it has. */
  private boolean begin(long now) {
    if (open >= mostAtOnce || now < lookAgainAt) {
      return false;
    }
    Optional<Member<?>> member = feed.next();
    if (member.isEmpty()) {
      lookAgainAt = now + LOOK_EVERY;
      return false;
    }
    open++;
    OpenQuestion<?> question = new OpenQuestion<>(member.get(), now);
    agenda.add(question);
    byTarget.put(member.get().target(), question);
    return true;
  }

  /** Ends a question that has nothing to send, or sets the time at which it is looked at again. */
  private void rest(OpenQuestion<?> question, long now) {
    question.rest();
    if (question.hasEnded(now)) {
      finish(question, now);
    } else {
      agenda.setAlarm(question, question.wakeAt());
    }
  }

  private void finish(OpenQuestion<?> question, long now) {
    for (Probe probe : question.probes()) {
      askers.remove(probe);
      settled.add(probe);
    }
    byTarget.remove(question.member().target(), question);
    open--;
    finished++;
    lookAgainAt = Long.MIN_VALUE; // the feed may have waited for this answer
    question.finish(now);
  }

  /** The frame is kept until the reply in it is matched: only then is it known whose it is. */
  @Override
  public void arrives(Frame frame) {
    latest = Optional.of(frame);
  }

  @Override
  public void accept(Reply reply) {
    OpenQuestion<?> question = askers.get(reply.probe());
    Optional<Frame> frame = latest;
    latest = Optional.empty();
    if (question != null) {
      frame.ifPresent(question::arrives);
      question.accept(reply);
      agenda.wake(question);
    }
  }

  @Override
  public void left(Probe probe, long at) {
    OpenQuestion<?> question = askers.get(probe);
    if (question != null) {
      question.left(probe, at);
    }
  }

  @Override
  public void overhear(Frame frame) {
    Optional<IpPacket> packet = frame.dissect().ip();
    OpenQuestion<?> question = packet.isPresent() ? byTarget.get(packet.get().source()) : null;
    if (question != null) {
      question.overhear(frame);
      agenda.wake(question);
    }
  }

  @Override
  public void missedFrames() {
    byTarget.values().forEach(OpenQuestion::missedFrames);
  }

  @Override
  public List<Probe> takeSettled() {
    if (settled.isEmpty()) {
      return List.of();
    }
    List<Probe> since = settled;
    settled = new ArrayList<>();
    return since;
  }

  @Override
  public long wakeAt() {
    if (agenda.hasReady()) {
      return Long.MIN_VALUE;
    }
    boolean mayBegin = open < mostAtOnce && !feed.exhausted();
    return mayBegin ? Math.min(agenda.firstAlarmAt(), lookAgainAt) : agenda.firstAlarmAt();
  }

  @Override
  public boolean done() {
    return open == 0 && feed.exhausted();
  }

  /** Whether a question is open. */
  public boolean isOpen() {
    return open > 0;
  }

  /** How many questions have been answered. */
  @Override
  public Integer result() {
    return finished;
  }
}
