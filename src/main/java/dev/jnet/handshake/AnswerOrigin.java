package dev.jnet.handshake;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.OriginCheck;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Tcp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Asks whether the first router answers SYNs in the target's place: SYNs that go no farther. As
 * many go to the target, because the answer to one packet alone, often the first on its path, may
 * have been slow by chance. What they open is reset.
 */
public final class AnswerOrigin implements Diagnosis<ReplyOrigin> {
  /** The most that an answer of the router takes beyond the target's round trip, in ns. */
  private static final long SLACK = 100 * Nanos.MILLISECOND;

  private static final int WINDOW = 64_240;

  private final HandshakeQuestion question;
  private final SplittableRandom random;
  private final OriginCheck check;
  private final long timeout;
  private final List<Probe> toTarget = new ArrayList<>();
  private final Deque<Probe> resets = new ArrayDeque<>();
  private long roundTrip;
  private int answered;
  private long lastSentAt;
  private boolean over;

  /**
   * A question that has not been asked.
   *
   * @param question whose SYN was answered
   * @param roundTrip of that answer, in ns
   */
  public AnswerOrigin(HandshakeQuestion question, long roundTrip) {
    this.question = question;
    this.random = new SplittableRandom(~question.seed());
    this.roundTrip = roundTrip;
    this.check = new OriginCheck(this::syn, Reply.Segment.class::isInstance, () -> this.roundTrip);
    this.timeout = roundTrip + SLACK;
  }

  private Probe syn(Ttl ttl) {
    return segment(ttl, random.nextLong(1L << Integer.SIZE), Tcp.SYN);
  }

  private Probe segment(Ttl ttl, long sequence, int flags) {
    Tcp tcp =
        new Tcp(
            question.localPort().number(),
            question.port().number(),
            sequence,
            0,
            flags,
            WINDOW,
            List.of(),
            new byte[0]);
    return Probe.of(question.hop(), question.target(), random.nextInt(1 << 16), ttl, tcp);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (!resets.isEmpty()) {
      return Optional.of(resets.remove());
    }
    Optional<Probe> probe = check.next(now).or(() -> again(now));
    over |= probe.isEmpty() && check.done(now, timeout) && isTargetDone(now);
    return probe;
  }

  /** One more SYN to the target, after the answer to the last: one connection at a time. */
  private Optional<Probe> again(long now) {
    if (!isAskedAgain()) {
      return Optional.empty();
    }
    Probe probe = syn(Ttl.DEFAULT);
    toTarget.add(probe);
    lastSentAt = now;
    return Optional.of(probe);
  }

  private boolean isAskedAgain() {
    return answered == toTarget.size() && answered < OriginCheck.PROBES;
  }

  private boolean isTargetDone(long now) {
    return answered == OriginCheck.PROBES
        || (answered < toTarget.size() && now - lastSentAt >= timeout);
  }

  @Override
  public void accept(Reply reply) {
    if (!(reply instanceof Reply.Segment segment)) {
      check.accept(reply);
      return;
    }
    if (segment.tcp().has(Tcp.SYN)) {
      resets.add(segment(Ttl.DEFAULT, reply.probe().acknowledgedBy(), Tcp.RST));
    }
    if (!check.accept(reply) && isAnswerToLast(segment)) {
      answered++;
      roundTrip = Math.min(roundTrip, reply.timing().roundTrip());
    }
  }

  private boolean isAnswerToLast(Reply.Segment segment) {
    return answered < toTarget.size()
        && segment.probe() == toTarget.get(answered)
        && segment.tcp().acknowledgment() == segment.probe().acknowledgedBy();
  }

  @Override
  public long wakeAt() {
    if (!resets.isEmpty() || isAskedAgain()) {
      return Long.MIN_VALUE;
    }
    long target = answered == OriginCheck.PROBES ? NEVER : lastSentAt + timeout;
    return Math.min(check.wakeAt(timeout), target);
  }

  @Override
  public boolean done() {
    return over;
  }

  @Override
  public ReplyOrigin result() {
    return check.found();
  }
}
