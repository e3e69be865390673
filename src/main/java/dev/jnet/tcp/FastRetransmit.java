package dev.jnet.tcp;

/**
 * Tells from duplicate acknowledgments that a segment is lost, before the timer does (RFC 5681
 * section 3.2, RFC 6582).
 */
final class FastRetransmit {
  private static final int DUPLICATES_THAT_MEAN_LOSS = 3;

  private int duplicates;
  private boolean recovering;
  private long recover;

  /**
   * An acknowledgment came that says nothing new.
   *
   * @param sentUpTo the number behind the last one that was sent
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
   * Everything in front of this number is acknowledged.
   *
   * @return whether it is a partial acknowledgment: the next segment is lost, too
   */
  boolean acknowledged(long ack) {
    duplicates = 0;
    recovering = recovering && Seq.less(ack, recover);
    return recovering;
  }

  /** The timer ran out: everything starts over. */
  void startOver() {
    duplicates = 0;
    recovering = false;
  }
}
