package dev.jnet.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A link whose clock leaves out the time in which this process did not run, because it was stopped
 * or the machine was too busy. Otherwise answers that waited to be read would count as late or
 * lost. A {@link PauseDetector} finds the pauses.
 *
 * <p>Frames that the kernel captured during a pause keep their distance to those before it, so that
 * round trips stay exact. Their times may be ahead of the clock.
 *
 * <p>While the machine is suspended its clock stands still, so there is nothing to leave out. Such
 * a pause is reported as well: what was under way then is lost.
 */
public final class PauseSkippingLink extends ForwardingLink {
  private final PauseDetector detector;
  private final List<Pause> pauses = new ArrayList<>();
  private int runs;
  private long skippedBefore;
  private long skipped;
  private long told;
  private long untold;

  /** A pause that has ended. Times are in ns on the clock of the link inside. */
  private record Pause(long endedAt, long skippedSoFar) {}

  /**
   * Wraps a link.
   *
   * @param detector that all links of this thread share
   */
  public PauseSkippingLink(Link link, PauseDetector detector) {
    super(link);
    this.detector = detector;
    skippedBefore = detector.skipped();
    told = detector.told();
  }

  @Override
  public void running(boolean isRunning) {
    super.running(isRunning);
    if (!isRunning) {
      share();
      runs--;
      detector.end();
      return;
    }
    detector.begin();
    if (runs == 0) { // what other links missed meanwhile is no pause of this one
      told = detector.told();
      skippedBefore = detector.skipped() - skipped;
    }
    runs++;
  }

  @Override
  public long now() {
    return look() - skipped;
  }

  @Override
  public long paused() {
    share();
    long since = untold;
    untold = 0;
    return since;
  }

  /** Reads the clock inside, and finds out whether a pause has ended. */
  private long look() {
    detector.look();
    long now = super.now();
    share();
    long all = detector.skipped() - skippedBefore;
    if (runs > 0 && all > skipped) {
      skipped = all;
      pauses.add(new Pause(now, skipped));
    }
    return now;
  }

  /** Takes this link's share of the pauses: those during its runs, whichever link saw them. */
  private void share() {
    untold += runs > 0 ? detector.told() - told : 0;
    told = detector.told();
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    look();
    super.send(frame);
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    long now = look();
    long until = deadline > Long.MAX_VALUE - skipped ? Long.MAX_VALUE : deadline + skipped;
    detector.expectWait(until > now ? until - now : 0);
    Optional<Frame> frame = super.receive(until);
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
