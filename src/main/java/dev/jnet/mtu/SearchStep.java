package dev.jnet.mtu;

import java.util.List;

/** What a search does next when no probe is waiting to be sent. */
sealed interface SearchStep {
  /** Sends probes of these sizes, in this order. */
  record Send(List<Integer> sizes) implements SearchStep {}

  /** Sends probes of these sizes, in this order, and counts them as a round of its own. */
  record SendRound(List<Integer> sizes) implements SearchStep {}

  /** Waits for replies until {@code until}, in ns on the link's clock. */
  record Await(long until) implements SearchStep {}

  /**
   * Ends the search for the MTU, which is either {@code confirmed} or as certain as it will get.
   */
  record Finish(boolean confirmed) implements SearchStep {}
}
