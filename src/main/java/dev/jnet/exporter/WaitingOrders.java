package dev.jnet.exporter;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Probes that wait to be made, in the order in which they came. Any thread may call. */
final class WaitingOrders {
  /** How long an idle thread waits before it looks whether it is to end, in ms. */
  private static final long IDLE = 200;

  private final LinkedBlockingQueue<ProbeOrder> orders = new LinkedBlockingQueue<>();

  void add(ProbeOrder order) {
    orders.add(order);
  }

  boolean isEmpty() {
    return orders.isEmpty();
  }

  /** Takes the next one, if there is one. */
  Optional<ProbeOrder> poll() {
    return Optional.ofNullable(orders.poll());
  }

  /** Takes the next one, and waits a while for it. */
  Optional<ProbeOrder> await() {
    try {
      return Optional.ofNullable(orders.poll(IDLE, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
