package dev.jnet.mesh.bus;

import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueWatcher;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes the values of a bucket as they are at the beginning of a watch. */
final class ValuesOnce implements KeyValueWatcher {
  private final Map<String, byte[]> values = new TreeMap<>();
  private final CountDownLatch complete = new CountDownLatch(1);

  @Override
  public synchronized void watch(KeyValueEntry entry) {
    if (entry.getValue() != null) {
      values.put(entry.getKey(), entry.getValue());
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
