package dev.jnet.mesh.bus;

import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Appends a member's results to what is kept. Results that cannot be appended, because the broker
 * is away or its disk is full, are tried again later. Of too many the oldest are given up, and
 * counted. No method waits for the broker, except the last one.
 */
public final class ResultKeeper {
  /** How many results wait at most, beside the one that is being appended. */
  private static final int MAX_WAITING = 256;

  private static final long RETRY = 5 * Nanos.SECOND;

  private final Store store;
  private final String subject;
  private final Consumer<String> notices;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

  /** The result that is being appended, and whether it has been; null when there is none. */
  private byte[] first;

  private CompletableFuture<Boolean> appended;
  private long notBefore = Long.MIN_VALUE;
  private boolean isFailing;
  private long givenUp;

  /**
   * A keeper that has nothing to append.
   *
   * @param notices takes why results are not kept, and later that they are again
   */
  public ResultKeeper(Store store, String subject, Consumer<String> notices) {
    this.store = store;
    this.subject = subject;
    this.notices = notices;
  }

  /**
   * Takes a result, and appends it as soon as that can be done.
   *
   * @param now ns, on a clock that never goes back
   */
  public void keep(byte[] result, long now) {
    waiting.add(result);
    giveUpOldest();
    keepWaiting(now);
  }

  private void giveUpOldest() {
    if (waiting.size() > MAX_WAITING) {
      waiting.remove();
      givenUp++;
    }
  }

  /** Begins to append what waits, one result after another, if the broker takes it. */
  public void keepWaiting(long now) {
    settle(now);
    while (appended == null && !waiting.isEmpty() && canBegin(now)) {
      begin();
      settle(now);
    }
  }

  private boolean canBegin(long now) {
    return now >= notBefore && store.bus().trouble().isEmpty();
  }

  private void begin() {
    byte[] result = waiting.remove();
    first = result;
    appended =
        store.ask(
            bus -> {
              bus.append(subject, result);
              return true;
            });
  }

  /** Learns whether the result has been appended, if that is known by now. */
  private void settle(long now) {
    if (appended == null || !appended.isDone()) {
      return;
    }
    try {
      Store.get(appended);
      recovered();
    } catch (IOException e) {
      waiting.addFirst(first);
      giveUpOldest();
      notBefore = now + RETRY;
      if (!isFailing) {
        notices.accept("results are not kept: " + e.getMessage());
      }
      isFailing = true;
    }
    appended = null;
  }

  private void recovered() {
    if (isFailing) {
      notices.accept("results are kept again" + (givenUp == 0 ? "" : "; " + lost(givenUp)));
    } else if (givenUp > 0 && waiting.isEmpty()) {
      notices.accept(lost(givenUp)); // a broker that is slow
    } else {
      return;
    }
    isFailing = false;
    givenUp = 0;
  }

  private static String lost(long results) {
    return results == 1
        ? "1 result of this time is lost"
        : results + " results of this time are lost";
  }

  /** Appends what still waits, until the broker does not take it; then says how many are lost. */
  public void finish() {
    notBefore = isFailing ? notBefore : Long.MIN_VALUE;
    do {
      if (appended != null) {
        appended.handle((done, failure) -> done).join();
      }
      keepWaiting(Long.MIN_VALUE);
    } while (appended != null);
    givenUp += waiting.size();
    if (givenUp > 0) {
      notices.accept(lost(givenUp));
    }
  }
}
