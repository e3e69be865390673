package dev.jnet.handshake;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The results of several ports. They are handed over in the order of the ports, as early as
 * possible.
 */
final class ResultsInOrder {
  private final HandshakeResult[] results;
  private final Consumer<List<HandshakeResult>> listener;
  private int told;

  /**
   * No result yet.
   *
   * @param listener gets each result once
   */
  ResultsInOrder(int ports, Consumer<List<HandshakeResult>> listener) {
    this.results = new HandshakeResult[ports];
    this.listener = listener;
  }

  /** The result of the port at this place, counted from 0; null before it is known. */
  HandshakeResult get(int place) {
    return results[place];
  }

  void set(int place, HandshakeResult result) {
    results[place] = result;
  }

  /** Hands over the results that are known and whose predecessors are known too. */
  void tell() {
    int end = told;
    while (end < results.length && results[end] != null) {
      end++;
    }
    if (end > told) {
      listener.accept(Arrays.asList(results).subList(told, end));
      told = end;
    }
  }

  int ports() {
    return results.length;
  }
}
