package dev.jnet.mtu;

/**
 * How many packets a path loses, estimated from probes of sizes that pass. From this follows how
 * many tries it takes to believe that a size does not pass.
 *
 * @param lost probes of sizes that pass which stayed silent
 * @param sent all probes of sizes that pass
 */
record LossEstimate(int lost, int sent) {
  /** A size on which the answer rests counts as not passing only after this many silent tries. */
  static final int FEWEST_TRIES = 3;

  /**
   * The accepted chance of calling a size too large when its probes were only lost: one in 100,000.
   */
  private static final double RESIDUAL_DOUBT = 1e-5;

  private static final int MAX_TRIES = 40;

  /** When this many probes were all answered, the path loses few packets. */
  private static final int PLENTY = 8;

  /**
   * How many reports it takes to believe that a size does not pass: 1 to 3. One is enough when
   * nothing is ever lost; more are needed when the answer that would refute the report may have
   * been lost.
   */
  int reportsNeeded() {
    if (lost > 0) {
      return FEWEST_TRIES;
    }
    return sent < PLENTY ? 2 : 1;
  }

  /**
   * How many silences it takes to believe that a size does not pass: 3 to 40. The number grows with
   * the loss among probes of sizes that pass.
   */
  int silencesNeeded() {
    // Laplace's rule of succession: "none of few" does not mean "never"
    double loss = (lost + 1.0) / (sent + 2.0);
    int tries = (int) Math.ceil(Math.log(RESIDUAL_DOUBT) / Math.log(loss));
    return Math.max(FEWEST_TRIES, Math.min(MAX_TRIES, tries));
  }
}
