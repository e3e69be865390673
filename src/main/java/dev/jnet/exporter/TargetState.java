package dev.jnet.exporter;

import dev.jnet.mtu.FirstAnswered;
import java.util.Optional;

/** What is kept of a target and a module from one scrape to the next. */
final class TargetState {
  /** A path MTU that is older is searched for anew, although it holds: RFC 8899 section 5.1.1. */
  private static final long MAX_AGE = 600_000_000_000L;

  /**
   * A path MTU that was found.
   *
   * @param limit bytes of the largest packet that could leave then
   * @param at when it was found, on the clock of {@link System#nanoTime}
   */
  private record KnownMtu(FirstAnswered.Result found, int limit, long at) {}

  private final RoundTripHistogram roundTrips = new RoundTripHistogram();
  private Optional<KnownMtu> mtu = Optional.empty();

  /** How long answers took, in all scrapes so far. */
  RoundTripHistogram roundTrips() {
    return roundTrips;
  }

  /**
   * The path MTU that was found last, where checking it is enough.
   *
   * @param limit bytes of the largest packet that can leave now
   */
  Optional<FirstAnswered.Result> mtu(int limit, long now) {
    return mtu.filter(known -> known.limit() == limit && now - known.at() < MAX_AGE)
        .map(KnownMtu::found);
  }

  /** Keeps a path MTU for the next scrape. */
  void keep(FirstAnswered.Result found, int limit, long now) {
    mtu = Optional.of(new KnownMtu(found, limit, now));
  }

  /** The next scrape searches for the path MTU anew. */
  void forgetMtu() {
    mtu = Optional.empty();
  }
}
