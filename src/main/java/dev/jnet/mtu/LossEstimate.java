package dev.jnet.mtu;

/**
 * How much a path loses, by the probes of sizes that pass; and so how much it takes to believe that
 * a size does not pass.
 *
 * @param lost of the probes of sizes that pass, those that stayed silent
 * @param sent all probes of sizes that pass
 */
record LossEstimate(int lost, int sent) {
  /** No size that decides the answer is believed silent after fewer tries. */
  static final int FEWEST_TRIES = 3;

  /** The chance of calling a size too large when only luck was bad: one in a hundred thousand. */
  private static final double RESIDUAL_DOUBT = 1e-5;

  private static final int MAX_TRIES = 40;

  /** When so many probes all came back, this path loses little. */
  private static final int PLENTY = 8;

  /**
   * How many reports it takes to believe that a size does not pass: one where nothing is ever lost,
   * and more where an answer that would refute it may have been lost.
   */
  int reportsNeeded() {
    if (lost > 0) {
      return FEWEST_TRIES;
    }
    return sent < PLENTY ? 2 : 1;
  }

  /**
   * How many silences it takes to believe that a size does not pass: 3 to 40, and more the more of
   * the probes that do pass were lost.
   */
  int silencesNeeded() {
    // Laplace's rule of succession: "none of few" does not mean "never"
    double loss = (lost + 1.0) / (sent + 2.0);
    int tries = (int) Math.ceil(Math.log(RESIDUAL_DOUBT) / Math.log(loss));
    return Math.max(FEWEST_TRIES, Math.min(MAX_TRIES, tries));
  }
}
