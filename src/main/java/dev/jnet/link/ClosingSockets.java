package dev.jnet.link;

/**
 * Sockets that are being closed, each in a thread of its own. The kernel takes some 10 ms for each
 * packet socket, in which it only waits. So many take no longer than one.
 */
public final class ClosingSockets {
  private final Thread[] threads;

  private ClosingSockets(Thread[] threads) {
    this.threads = threads;
  }

  /** Begins to close them. */
  public static ClosingSockets begin(Runnable... closings) {
    Thread[] threads = new Thread[closings.length];
    for (int i = 0; i < closings.length; i++) {
      threads[i] = new Thread(closings[i], "jnet-close");
      threads[i].start();
    }
    return new ClosingSockets(threads);
  }

  /** Waits until all are closed. */
  public void await() {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
