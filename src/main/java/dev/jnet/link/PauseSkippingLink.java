package dev.jnet.link;

import dev.jnet.unit.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/* * A link whose clock leaves out the time in which this process did not run, because it was stopped or the machine was too busy. Otherwise answers that waited to be read would count as late or lost.
 * <p>A pause is found by the clock: between two calls during a run, much more time has passed than the calls should take. Frames that the kernel captured during a pause keep their distance to those before it, so that round trips stay exact. Their times may be ahead of the clock.
 */
public final class PauseSkippingLink extends ForwardingLink {
  /** The shortest pause, in ns. Anything shorter is an ordinary delay. */
  private static final long MIN_PAUSE = Nanos.SECOND;

  private final LongConsumer onPause;
  private final List<Pause> pauses = new ArrayList<>();
  private boolean running;
  private long expectedBy;
  private long skipped;
  private long told;

  /** A pause that has ended. Times are in ns on the clock of the link inside. */
  private record Pause(long endedAt, long skippedSoFar) {}

  /*   * Wraps a link.
   * @param onPause receives the length of each pause, in ns
   */
  public PauseSkippingLink(Link link, LongConsumer onPause) {
    super(link);
    this.onPause = onPause;
  }

  @Override
  public void running(boolean isRunning) {
    super.running(isRunning);
    running = isRunning;
    expectedBy = super.now();
  }

  @Override
  public long now() {
    return look() - skipped;
  }

  @Override
  public long paused() {
    long since = skipped - told;
    told = skipped;
    return since;
  }

  /** Reads the clock inside, and finds out whether a pause has ended. */
  private long look() {
    long now = super.now();
    long pause = now - expectedBy;
    if (running && pause > MIN_PAUSE) {
      skipped += pause;
      pauses.add(new Pause(now, skipped));
      onPause.accept(pause);
    }
    expectedBy = now;
    return now;
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
