package dev.jnet.probe;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A probe that was sent, and what is known of it since. The probes of one flow are a chain, in
 * which each knows the one sent before it.
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
   * @param sentAt ns on the link's clock
   * @param earlier the last probe of the same flow before this one; null for none
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

  /** The probe of this flow that was sent before this one; null for none, or a forgotten one. */
  RememberedProbe earlier() {
    return earlier;
  }

  /** Parts the chain behind this probe, so that the earlier ones can be forgotten. */
  void endChain() {
    earlier = null;
  }

  /** The kernel saw the probe leave at {@code at} ns. */
  void stamp(long at) {
    sentAt = at;
    exact = true;
  }

  /** The newest probe from this one backwards that fits. */
  Optional<RememberedProbe> newest(Predicate<Probe> fits) {
    for (RememberedProbe sent = this; sent != null; sent = sent.earlier) {
      if (fits.test(sent.probe)) {
        return Optional.of(sent);
      }
    }
    return Optional.empty();
  }

  /** The newest probe that left no later than {@code at} ns; the oldest one where none did. */
  RememberedProbe newestBy(long at) {
    RememberedProbe sent = this;
    while (sent.sentAt > at && sent.earlier != null) {
      sent = sent.earlier;
    }
    return sent;
  }

  /** An answer came at {@code at} ns: from now on every further one is a duplicate. */
  Reply.Timing answer(long at) {
    boolean duplicate = answered;
    answered = true;
    return new Reply.Timing(at, Math.max(0, at - sentAt), exact, duplicate);
  }
}
