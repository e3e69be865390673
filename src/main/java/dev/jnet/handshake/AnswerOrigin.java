package dev.jnet.handshake;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.OriginCheck;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Asks whether the first router answers SYNs in the target's place: SYNs that go no farther. */
public final class AnswerOrigin implements Diagnosis<ReplyOrigin> {
  /** The most that an answer of the router takes beyond the target's round trip, in ns. */
  private static final long SLACK = 100 * Nanos.MILLISECOND;

  private static final int WINDOW = 64_240;

  private final HandshakeQuestion question;
  private final SplittableRandom random;
  private final OriginCheck check;
  private final long timeout;
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
    this.check = new OriginCheck(this::syn, Reply.Segment.class::isInstance, roundTrip);
    this.timeout = roundTrip + SLACK;
  }

  private Probe syn(Ttl ttl) {
    Tcp syn =
        new Tcp(
            question.localPort().number(),
            question.port().number(),
            random.nextLong(1L << Integer.SIZE),
            0,
            Tcp.SYN,
            WINDOW,
            List.of(),
            new byte[0]);
    return Probe.of(question.hop(), question.target(), random.nextInt(1 << 16), ttl, syn);
  }

  @Override
  public Optional<Probe> next(long now) {
    Optional<Probe> probe = check.next(now);
    over |= probe.isEmpty() && check.done(now, timeout);
    return probe;
  }

  @Override
  public void accept(Reply reply) {
    check.accept(reply);
  }

  @Override
  public long wakeAt() {
    return check.wakeAt(timeout);
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
