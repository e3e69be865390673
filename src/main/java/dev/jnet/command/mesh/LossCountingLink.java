package dev.jnet.command.mesh;

import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Link;

/** A member's link, which keeps count of the frames that its capture loses. */
final class LossCountingLink extends ForwardingLink {
  private long total;

  LossCountingLink(Link link) {
    super(link);
  }

  @Override
  public long uncaptured() {
    long frames = super.uncaptured();
    total += frames;
    return frames;
  }

  /** How many frames passed without being captured since this link was opened. */
  long lost() {
    uncaptured();
    return total;
  }
}
