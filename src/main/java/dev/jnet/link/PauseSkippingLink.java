package dev.jnet.link;

import dev.jnet.unit.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A link whose clock leaves out the time in which this process did not run, because it was stopped
 * or the machine was too busy. Otherwise answers that waited to be read would count as late or
 * lost.
 *
 * <p>A pause is found by the clock: between two calls during a run, much more time has passed than
 * the calls should take. Frames that the kernel captured during a pause keep their distance to
 * those before it, so that round trips stay exact. Their times may be ahead of the clock.
 *
 * <p>While the machine is suspended its clock stands still, so there is nothing to leave out. Such
 * a pause is reported as well: what was under way then is lost.
 */
public final class PauseSkippingLink extends ForwardingLink {
  /** The shortest pause, in ns. Anything shorter is an ordinary delay. */
  private static final long MIN_PAUSE = Nanos.SECOND;

  private final LongConsumer onPause;
  private final SuspendedTime suspended;
  private final List<Pause> pauses = new ArrayList<>();
  private boolean running;
  private long expectedBy;
  private long skipped;
  private long untold;

  /** A pause that has ended. Times are in ns on the clock of the link inside. */
  private record Pause(long endedAt, long skippedSoFar) {}

  /**
   * Wraps a link.
   *
   * @param onPause receives the length of each pause, in ns
   */
  public PauseSkippingLink(Link link, LongConsumer onPause) {
    this(link, onPause, new SuspendedTime());
  }

  PauseSkippingLink(Link link, LongConsumer onPause, SuspendedTime suspended) {
    super(link);
    this.onPause = onPause;
    this.suspended = suspended;
  }

  @Override
  public void running(boolean isRunning) {
    super.running(isRunning);
    running = isRunning;
    expectedBy = super.now();
    suspended.sinceLast();
  }

  @Override
  public long now() {
    return look() - skipped;
  }

  @Override
  public long paused() {
    long since = untold;
    untold = 0;
    return since;
  }

  /** Reads the clock inside, and finds out whether a pause has ended. */
  private long look() {
    long now = super.now();
    long pause = now - expectedBy;
    if (running && pause > MIN_PAUSE) {
      skipped += pause;
      pauses.add(new Pause(now, skipped));
      tell(pause);
    }
    long asleep = suspended.sinceLast();
    if (running && asleep > MIN_PAUSE) {
      tell(asleep);
    }
    expectedBy = now;
    return now;
  }

  private void tell(long pause) {
    untold += pause;
    onPause.accept(pause);
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    look();
    super.send(frame);
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    look();
    long until = deadline > Long.MAX_VALUE - skipped ? Long.MAX_VALUE : deadline + skipped;
    Optional<Frame> frame = super.receive(until);
    expectedBy = Math.max(expectedBy, until);
    look();
    return frame.map(this::onThisClock);
  }

  private Frame onThisClock(Frame frame) {
    long before = 0;
    for (int i = pauses.size() - 1; i >= 0 && before == 0; i--) {
      before = pauses.get(i).endedAt() <= frame.at() ? pauses.get(i).skippedSoFar() : 0;
    }
    return before == 0
        ? frame
        : new Frame(
            frame.type(),
            frame.bytes(),
            frame.length(),
            frame.at() - before,
            frame.outgoing(),
            frame.foreign());
  }
}
