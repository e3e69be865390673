package dev.jnet.batch;

import dev.jnet.host.privilege.Capabilities;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the addresses of hosts while everything else goes on. A name server that is slow or
 * silent holds up only the targets whose names it has.
 *
 * <p>Each look-up takes a thread, because the C library's function waits. The threads have no
 * capabilities, because what they read comes from the network.
 */
final class Lookups implements AutoCloseable {
  /** How many names are looked up at a time. At 1,000 names a second, each may take 64 ms. */
  static final int MAX_AT_ONCE = 64;

  /** Looks up a name, in any thread. */
  interface Resolver {
    InetAddress host(String name) throws IOException;
  }

  /**
   * A target that was looked up.
   *
   * @param number of the target, from 0
   * @param address null where there is none
   * @param failure why there is no address; null where there is one
   */
  record Found(int number, InetAddress address, IOException failure) {}

  private record Wanted(int number, String name) {}

  private final Resolver resolver;
  private final ArrayDeque<Wanted> wanted = new ArrayDeque<>();
  private final ArrayDeque<Future<Found>> ready = new ArrayDeque<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "jnet-name");
            thread.setDaemon(true); // jnet does not wait for a name server before it ends
            return thread;
          });
  private final CompletionService<Found> done = new ExecutorCompletionService<>(threads);
  private int running;

  Lookups(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Queues a name to be looked up. */
  void want(int number, String name) {
    wanted.add(new Wanted(number, name));
    start();
  }

  private void start() {
    while (running < MAX_AT_ONCE && !wanted.isEmpty()) {
      Wanted next = wanted.poll();
      running++;
      done.submit(() -> find(next));
    }
  }

  private Found find(Wanted next) {
    try {
      Capabilities.giveAway();
      return new Found(next.number(), resolver.host(next.name()), null);
    } catch (IOException e) {
      return new Found(next.number(), null, e);
    }
  }

  /**
   * A name that has been looked up, with success or not; empty when there is none at the moment.
   */
  Optional<Found> poll() {
    Future<Found> next = ready.isEmpty() ? done.poll() : ready.poll();
    if (next == null) {
      return Optional.empty();
    }
    running--;
    start();
    try {
      return Optional.of(next.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a look-up broke", e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits until a name has been looked up, for at most {@code millis} ms. */
  void await(long millis) {
    try {
      Future<Found> next = done.poll(millis, TimeUnit.MILLISECONDS);
      if (next != null) {
        ready.add(next);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted, though nothing here interrupts", e);
  }

  /** Whether every name that was wanted has been taken with {@link #poll}. */
  boolean isEmpty() {
    return running == 0 && wanted.isEmpty();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
