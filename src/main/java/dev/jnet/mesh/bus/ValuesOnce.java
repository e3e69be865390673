package dev.jnet.mesh.bus;

import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueWatcher;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes the values of a bucket as they are at the beginning of a watch. */
final class ValuesOnce implements KeyValueWatcher {
  private final TreeMap<String, byte[]> values = new TreeMap<>();
  private final CountDownLatch complete = new CountDownLatch(1);

  @Override
  public synchronized void watch(KeyValueEntry entry) {
    put(values, entry.getKey(), entry.getValue());
  }

  /** Keeps a value, if it is not too long, and the first keys. */
  static void put(NavigableMap<String, byte[]> values, String key, byte[] value) {
    if (value != null && value.length <= Bus.LONGEST_VALUE) {
      values.put(key, value);
      if (values.size() > Bus.MAX_VALUES) {
        values.pollLastEntry();
      }
    }
  }

  @Override
  public void endOfData() {
    complete.countDown();
  }

  /**
   * Waits for all values.
   *
   * @throws IOException when they have not all come in time
   */
  Map<String, byte[]> await(Duration patience) throws IOException, InterruptedException {
    if (!complete.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("the broker did not send the bucket " + NatsBus.BUCKET + " in time");
    }
    synchronized (this) {
      return new TreeMap<>(values);
    }
  }
}
