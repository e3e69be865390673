package dev.jnet.exporter.module;

import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Payload;
import java.net.InetAddress;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Checks whether a path MTU that was found before still holds, with two echo requests: one of that
 * size still arrives, and one that is a byte larger does not. A request that stays silent is
 * repeated once, so a check takes four packets at most.
 *
 * <p>The answer is true when the path is as it was. It is false when it is not, and also when the
 * answers leave that open: then the path MTU has to be searched for anew.
 */
final class KnownPathMtu implements Diagnosis<Boolean> {
  /** How much longer than twice the known round trip a reply may take, in ns. */
  private static final long SLACK = 100 * Nanos.MILLISECOND;

  /** How often a request may be sent. */
  private static final int MAX_TRIES = 2;

  private static final int HOP_LIMIT = 64;

  private final MtuQuestion question;
  private final MtuResult known;
  private final SplittableRandom random;
  private final Attempt fitting;
  private final Attempt larger;
  private boolean changed;

  /** The requests of one size. */
  private static final class Attempt {
    final int size;
    int tries;
    long sentAt;
    boolean arrived;
    boolean tooBig;

    Attempt(int size) {
      this.size = size;
    }

    boolean isAnswered() {
      return arrived || tooBig;
    }
  }

  /**
   * A check that has not begun.
   *
   * @param known a result that {@link #isCheckable}
   */
  KnownPathMtu(MtuQuestion question, MtuResult known) {
    this.question = question;
    this.known = known;
    this.random = new SplittableRandom(question.seed());
    this.fitting = new Attempt(known.lower());
    this.larger = new Attempt(known.lower() + 1);
  }

  /** Whether a result, which was found by echo requests, says enough for such a check. */
  static boolean isCheckable(MtuResult result) {
    return result.status() == MtuResult.Status.OK
        && result.confidence() == MtuResult.Confidence.CONFIRMED
        && result.dontFragment() != MtuResult.DontFragment.CLEARED
        && result.wayBack().largestEcho() == 0;
  }

  @Override
  public Optional<Probe> next(long now) {
    if (done()) {
      return Optional.empty();
    }
    if (isDue(fitting, now)) {
      return Optional.of(send(fitting, now));
    }
    if (known.lower() < question.limit().bytes() && isDue(larger, now) && !isSilenceExpected()) {
      return Optional.of(send(larger, now));
    }
    if (isGivenUp(fitting, now) || (isGivenUp(larger, now) && !known.blackHole())) {
      changed = true;
    }
    if (isSilenceExpected() && now >= larger.sentAt + patience()) {
      larger.tooBig = true; // it vanished, as it did before
    }
    return Optional.empty();
  }

  /** Whether the larger packet was sent, and packets of that size vanished silently before, too. */
  private boolean isSilenceExpected() {
    return known.blackHole() && larger.tries > 0;
  }

  private boolean isDue(Attempt attempt, long now) {
    return !attempt.isAnswered()
        && attempt.tries < MAX_TRIES
        && (attempt.tries == 0 || now >= attempt.sentAt + patience());
  }

  private boolean isGivenUp(Attempt attempt, long now) {
    return !attempt.isAnswered()
        && attempt.tries == MAX_TRIES
        && now >= attempt.sentAt + patience();
  }

  private Probe send(Attempt attempt, long now) {
    attempt.tries++;
    attempt.sentAt = now;
    return echo(attempt.size);
  }

  /** An echo request that fills a packet of this size, and must not be split. */
  private Probe echo(int size) {
    InetAddress source = question.hop().source();
    int version = Addresses.version(question.target());
    byte[] data = new byte[size - (version == 4 ? Ipv4.HEADER : Ipv6.HEADER) - Icmp.HEADER];
    random.nextBytes(data);
    IcmpEcho echo = IcmpEcho.request(version, random.nextInt(1 << 16), 1, data);
    Payload payload = new Payload(echo.protocol(), echo.emit(source, question.target()));
    return Probe.of(
        question.hop(),
        IpPacket.unsplittable(
            source, question.target(), random.nextInt(1 << 16), HOP_LIMIT, payload));
  }

  private long patience() {
    return 2 * known.roundTrip() + SLACK;
  }

  @Override
  public void accept(Reply reply) {
    boolean isLarger = reply.probe().packet().totalLength() == larger.size;
    boolean isTooBig =
        reply instanceof Reply.Failed failed && failed.error().kind() == IcmpError.Kind.TOO_BIG;
    if (reply instanceof Reply.Echoed) {
      (isLarger ? larger : fitting).arrived = true;
      changed |= isLarger;
    } else if (isLarger && isTooBig && !known.blackHole()) {
      larger.tooBig = true;
    } else {
      changed = true;
    }
  }

  /** A silence that is expected may hide an answer: the search tells. */
  @Override
  public void missedFrames() {
    changed |= isSilenceExpected() && !done();
  }

  @Override
  public long wakeAt() {
    if (fitting.tries == 0 || (known.lower() < question.limit().bytes() && larger.tries == 0)) {
      return Long.MIN_VALUE;
    }
    long first = fitting.isAnswered() ? NEVER : fitting.sentAt + patience();
    boolean waits = known.lower() < question.limit().bytes() && !larger.isAnswered();
    return Math.min(first, waits ? larger.sentAt + patience() : NEVER);
  }

  @Override
  public boolean done() {
    return changed
        || (fitting.arrived && (larger.tooBig || known.lower() >= question.limit().bytes()));
  }

  @Override
  public Boolean result() {
    return done() && !changed;
  }
}
