package dev.jnet.mtu;

import java.util.List;

/** What a search does next, when nothing waits to be sent. */
sealed interface SearchStep {
  /** Sends probes of these sizes, in this order. */
  record Send(List<Integer> sizes) implements SearchStep {}

  /** Sends probes of these sizes, in this order, and counts them as a round of its own. */
  record SendRound(List<Integer> sizes) implements SearchStep {}

  /** Waits for replies, until {@code until} ns at the latest. */
  record Await(long until) implements SearchStep {}

  /** Ends the search for the number: it is {@code confirmed}, or as good as it ever will be. */
  record Finish(boolean confirmed) implements SearchStep {}
}
