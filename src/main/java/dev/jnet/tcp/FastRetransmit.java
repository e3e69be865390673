package dev.jnet.tcp;

/**
 * Detects a lost segment from duplicate acknowledgments, before the timer runs out (RFC 5681
 * section 3.2, RFC 6582).
 */
final class FastRetransmit {
  private static final int DUPLICATES_THAT_MEAN_LOSS = 3;

  private int duplicates;
  private boolean recovering;
  private long recover;

  /**
   * Takes a duplicate acknowledgment.
   *
   * @param sentUpTo the sequence number after the last one that was sent
   * @return whether it means that the first segment is lost
   */
  boolean duplicate(long sentUpTo) {
    duplicates++;
    if (duplicates != DUPLICATES_THAT_MEAN_LOSS || recovering) {
      return false;
    }
    recovering = true;
    recover = sentUpTo;
    return true;
  }

  /**
   * Takes an acknowledgment of everything in front of this number.
   *
   * @return whether it is a partial acknowledgment, so that the next segment is lost too
   */
  boolean acknowledged(long ack) {
    duplicates = 0;
    recovering = recovering && Seq.less(ack, recover);
    return recovering;
  }

  /** Starts over, because the timer ran out. */
  void startOver() {
    duplicates = 0;
    recovering = false;
  }
}
