package dev.jnet.tcp;

/** How often the first piece that is not acknowledged was sent, and how often it may be. */
final class Tries {
  private final TcpSettings.Retries allowed;
  private int sent;

  Tries(TcpSettings.Retries allowed) {
    this.allowed = allowed;
  }

  void sent() {
    sent++;
  }

  /** Whether it was sent more than once. */
  boolean several() {
    return sent > 1;
  }

  /** Whether it was sent as often as it may be; a SYN has a number of its own. */
  boolean areSpent(boolean syn) {
    return sent >= (syn ? allowed.synTries() : allowed.tries());
  }

  /** The other side has shown that it is there, and has not acknowledged the piece. */
  void answered() {
    sent = Math.min(sent, 1);
  }

  /** Another piece is the first one now. */
  void startOver() {
    sent = 0;
  }
}
