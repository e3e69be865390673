package dev.jnet.mtu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which sizes to try at once because a router has just claimed an MTU. */
final class ClaimedSizes {
  /**
   * How many claims are followed at once. No honest path has more, but a forger could invent them.
   */
  static final int MAX_CLAIMS = 16;

  private final Evidence evidence;
  private int followed;

  ClaimedSizes(Evidence evidence) {
    this.evidence = evidence;
  }

  /** How many claims were worth a probe so far. */
  int followed() {
    return followed;
  }

  /**
   * Takes the sizes to try after a believed report: one byte more than the claim, and the claim
   * itself. The larger size is sent twice, so that one lost answer does not confirm a false report.
   * When a router names no MTU, the next plateau stands for its claim (RFC 1191 section 7, table
   * 7-1).
   *
   * <p>A size is tried unless:
   *
   * <ol>
   *   <li>it is already known to pass, or
   *   <li>it is not below the size that was reported, or
   *   <li>it was tried before, or is waiting to be sent.
   * </ol>
   *
   * @param waiting sizes that are waiting to be sent
   */
  List<Integer> take(Trial reported, Collection<Integer> waiting) {
    List<Integer> sizes = new ArrayList<>();
    if (!reported.is(Trial.Fate.TOO_BIG) || followed == MAX_CLAIMS) {
      return sizes;
    }
    int named = reported.report().orElseThrow().claim();
    int claim = named == 0 ? CommonSizes.plateauBelow(reported.size()) : named;
    if (isNews(claim + 1, reported, waiting)) {
      sizes.add(claim + 1);
      sizes.add(claim + 1);
    }
    if (isNews(claim, reported, waiting)) {
      sizes.add(claim);
    }
    followed += sizes.isEmpty() ? 0 : 1;
    return sizes;
  }

  private boolean isNews(int size, Trial reported, Collection<Integer> waiting) {
    return size > evidence.lower()
        && size < reported.size()
        && evidence.tries(size) == 0
        && !waiting.contains(size);
  }
}
