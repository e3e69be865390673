package dev.jnet.command.walk;

/** How long a walk may take, and how much of that is spent. All in ns. */
final class WalkTime {
  private final long patience;
  private final long total;
  private long spent;

  /**
   * Nothing is spent yet.
   *
   * @param patience without anything new
   * @param total in all
   */
  WalkTime(long patience, long total) {
    this.patience = patience;
    this.total = total;
  }

  /** How long nothing new may come. */
  long patience() {
    return patience;
  }

  /** How much is left in all; never below 0. */
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
