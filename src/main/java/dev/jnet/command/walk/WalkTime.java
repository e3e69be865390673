package dev.jnet.command.walk;

/** How long a walk may take, and how much of that time is spent, in ns. */
final class WalkTime {
  private final long patience;
  private final long total;
  private long spent;

  /**
   * The time of a walk that has not begun.
   *
   * @param patience the longest time without anything new, in ns
   * @param total the longest time of the whole walk, in ns
   */
  WalkTime(long patience, long total) {
    this.patience = patience;
    this.total = total;
  }

  /**
   * The longest time without anything new, in ns. At most half of what is left: who is silent is
   * told by name, and asked again, before the whole time is up.
   */
  long patience() {
    return Math.min(patience, left() / 2);
  }

  /** How much of the whole time is left, in ns; never below 0. */
  long left() {
    return Math.max(0, total - spent);
  }

  /** Whether the walk has taken as long as it may. */
  boolean isUp() {
    return left() == 0;
  }

  void spend(long time) {
    spent += time;
  }
}
