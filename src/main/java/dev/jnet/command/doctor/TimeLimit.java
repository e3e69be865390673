package dev.jnet.command.doctor;

import dev.jnet.link.Link;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The time that the examination of one target may take. Before a link is open it passes by this
 * machine's clock, and then by the link's, which leaves out when jnet did not run.
 */
final class TimeLimit {
  private final long nanos;
  private LongSupplier clock = System::nanoTime;
  private long endsAt;
  private boolean running;

  /**
   * A limit that is not running.
   *
   * @param nanos ns that each examination may take; 0 for no limit
   */
  TimeLimit(long nanos) {
    this.nanos = nanos;
  }

  /** Begins an examination. In a practice network no time passes before a link is open. */
  void begin(boolean isPractice) {
    clock = isPractice ? () -> 0 : System::nanoTime;
    endsAt = clock.getAsLong() + nanos;
    running = nanos > 0;
  }

  /** Goes on by the clock of a route's link, if it has one, with what is left. */
  void goOnBy(RouteStep route) {
    if (route.path().isPresent()) {
      long left = endsAt - clock.getAsLong();
      Link link = route.path().get().link();
      clock = link::now;
      endsAt = clock.getAsLong() + left;
    }
  }

  /** Ends an examination. */
  void end() {
    running = false;
  }

  /** A time in ns, or what is left if that is less. */
  long atMost(long time) {
    return running ? Math.max(0, Math.min(time, endsAt - clock.getAsLong())) : time;
  }

  /** Whether an examination is under way whose time is over. */
  boolean isOver() {
    return running && clock.getAsLong() - endsAt >= 0;
  }

  /** Whether a run is to end: by itself, or because its time is over. */
  BooleanSupplier or(BooleanSupplier stopped) {
    return () -> stopped.getAsBoolean() || isOver();
  }
}
