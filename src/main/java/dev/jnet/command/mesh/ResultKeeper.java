package dev.jnet.command.mesh;

import dev.jnet.mesh.bus.Bus;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Appends a member's results to what is kept. Results that cannot be appended, because the broker
 * is away or its disk is full, are tried again later; of too many the oldest are given up.
 */
final class ResultKeeper {
  private static final int MAX_WAITING = 256;
  private static final long RETRY = 5 * Nanos.SECOND;

  private final Bus bus;
  private final String subject;
  private final Consumer<String> complaints;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private long notBefore = Long.MIN_VALUE;
  private boolean isFailing;

  /**
   * A keeper that has nothing to append.
   *
   * @param complaints takes why results are not kept, once until they are again
   */
  ResultKeeper(Bus bus, String subject, Consumer<String> complaints) {
    this.bus = bus;
    this.subject = subject;
    this.complaints = complaints;
  }

  /**
   * Takes a result, and appends it as soon as that can be done.
   *
   * @param now ns, on a clock that never goes back
   */
  void keep(byte[] result, long now) {
    if (waiting.size() == MAX_WAITING) {
      waiting.remove();
    }
    waiting.add(result);
    keepWaiting(now);
  }

  /**
   * Appends the oldest result that waits, if the broker takes it: one at a time, because each may
   * take as long as the broker's patience, and whoever calls has others to answer.
   *
   * @return whether it has taken one, and the next one waits
   */
  boolean keepWaiting(long now) {
    if (now < notBefore || waiting.isEmpty() || bus.trouble().isPresent()) {
      return false;
    }
    try {
      bus.append(subject, waiting.peek());
      waiting.remove();
      isFailing = false;
      return !waiting.isEmpty();
    } catch (IOException e) {
      notBefore = now + RETRY;
      if (!isFailing) {
        complaints.accept("results are not kept: " + e.getMessage());
      }
      isFailing = true;
      return false;
    }
  }
}
