package dev.jnet.probe;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A probe that was sent, and what is known of it. The probes of one flow are a chain: each knows
 * the one that was sent before it.
 */
final class RememberedProbe {
  private final Probe probe;
  private final int number;
  private RememberedProbe earlier;
  private long sentAt;
  private boolean exact;
  private boolean answered;

  /**
   * A probe that has just been sent.
   *
   * @param sentAt when it was sent, in ns on the link's clock
   * @param earlier the probe of the same flow that was sent before this one; null for none
   */
  RememberedProbe(Probe probe, long sentAt, RememberedProbe earlier) {
    this.probe = probe;
    this.sentAt = sentAt;
    this.earlier = earlier;
    this.number = earlier == null ? 0 : earlier.number + 1;
  }

  Probe probe() {
    return probe;
  }

  /** How many probes of this flow were sent before this one. */
  int number() {
    return number;
  }

  /**
   * The probe of this flow that was sent before this one; null when there is none or it is
   * forgotten.
   */
  RememberedProbe earlier() {
    return earlier;
  }

  /** Cuts the chain behind this probe, so that the earlier ones can be forgotten. */
  void endChain() {
    earlier = null;
  }

  /** Notes that the kernel saw the probe leave at {@code at} ns. */
  void stamp(long at) {
    sentAt = at;
    exact = true;
  }

  /** The newest probe that fits, among this one and the earlier ones. */
  Optional<RememberedProbe> newest(Predicate<Probe> fits) {
    for (RememberedProbe sent = this; sent != null; sent = sent.earlier) {
      if (fits.test(sent.probe)) {
        return Optional.of(sent);
      }
    }
    return Optional.empty();
  }

  /** The newest probe that left no later than {@code at} ns. If there is none, the oldest one. */
  RememberedProbe newestBy(long at) {
    RememberedProbe sent = this;
    while (sent.sentAt > at && sent.earlier != null) {
      sent = sent.earlier;
    }
    return sent;
  }

  /** Notes an answer at {@code at} ns. From now on every further answer is a duplicate. */
  Reply.Timing answer(long at) {
    boolean duplicate = answered;
    answered = true;
    return new Reply.Timing(at, Math.max(0, at - sentAt), exact, duplicate);
  }
}
