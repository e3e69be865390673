package dev.jnet.exporter;

import dev.jnet.mtu.plan.FirstAnswered;
import dev.jnet.unit.Mtu;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What is kept of a target and a module from one scrape to the next. */
public final class TargetState {
  /** A path MTU that is older is searched for anew, although it holds: RFC 8899 section 5.1.1. */
  private static final long MAX_AGE = 600_000_000_000L;

  /**
   * A path MTU that was found.
   *
   * @param limit bytes of the largest packet that could leave then
   * @param at when it was found, on the clock of {@link System#nanoTime}
   */
  private record KnownMtu(FirstAnswered.Result found, Mtu limit, long at) {}

  private final RoundTripHistogram roundTrips = new RoundTripHistogram();
  private final ChangeCounter<List<Optional<InetAddress>>> path =
      new ChangeCounter<>(TargetState::isAnotherPath);
  private final ChangeCounter<MacAddress> station =
      new ChangeCounter<>((one, other) -> !one.equals(other));
  private Optional<KnownMtu> mtu = Optional.empty();

  /** How often the path has changed. A hop that is silent may be the same as before. */
  public ChangeCounter<List<Optional<InetAddress>>> path() {
    return path;
  }

  /** How often another station has answered. */
  public ChangeCounter<MacAddress> station() {
    return station;
  }

  private static boolean isAnotherPath(
      List<Optional<InetAddress>> one, List<Optional<InetAddress>> other) {
    if (one.size() != other.size()) {
      return true;
    }
    for (int i = 0; i < one.size(); i++) {
      boolean bothKnown = one.get(i).isPresent() && other.get(i).isPresent();
      if (bothKnown && !one.get(i).equals(other.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** How long answers took, in all scrapes so far. */
  public RoundTripHistogram roundTrips() {
    return roundTrips;
  }

  /**
   * The path MTU that was found last, where checking it is enough.
   *
   * @param limit bytes of the largest packet that can leave now
   */
  public Optional<FirstAnswered.Result> mtu(Mtu limit, long now) {
    return mtu.filter(known -> known.limit().equals(limit) && now - known.at() < MAX_AGE)
        .map(KnownMtu::found);
  }

  /** Keeps a path MTU for the next scrape. */
  public void keep(FirstAnswered.Result found, Mtu limit, long now) {
    mtu = Optional.of(new KnownMtu(found, limit, now));
  }

  /** The next scrape searches for the path MTU anew. */
  public void forgetMtu() {
    mtu = Optional.empty();
  }

  /** Counts how often something is not as it was in the scrape before. */
  public static final class ChangeCounter<T> {
    private final BiPredicate<T, T> differs;
    private Optional<T> last = Optional.empty();
    private long count;

    /**
     * No change yet.
     *
     * @param differs whether two values are not the same
     */
    ChangeCounter(BiPredicate<T, T> differs) {
      this.differs = differs;
    }

    /** Takes what a scrape has found. */
    public void note(T value) {
      if (last.isPresent() && differs.test(last.get(), value)) {
        count++;
      }
      last = Optional.of(value);
    }

    /** How many changes there were. */
    public long count() {
      return count;
    }
  }
}
