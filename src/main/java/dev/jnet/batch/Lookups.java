package dev.jnet.batch;

import dev.jnet.host.Capabilities;
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
 * Finds the addresses of hosts beside everything else: a name server that is slow, or away, holds
 * up nobody but those whose names it has.
 *
 * <p>The C library's look-up waits, so that each takes a thread. They have no capabilities: what
 * they read comes from the network.
 */
final class Lookups implements AutoCloseable {
  /** Names looked up at the same time; of a thousand a second, each may take 64 ms. */
  static final int MAX_AT_ONCE = 64;

  /** Looks a name up, in any thread. */
  interface Resolver {
    InetAddress host(String name) throws IOException;
  }

  /** What was looked up: its number, and the address, or why there is none. */
  record Found(int number, InetAddress address, IOException failure) {}

  private record Wanted(int number, String name) {}

  private final Resolver resolver;
  private final ArrayDeque<Wanted> wanted = new ArrayDeque<>();
  private final ArrayDeque<Future<Found>> ready = new ArrayDeque<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "jnet-name");
            thread.setDaemon(true); // the end does not wait for a name server that is away
            return thread;
          });
  private final CompletionService<Found> done = new ExecutorCompletionService<>(threads);
  private int running;

  Lookups(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Has a name looked up, as soon as it is its turn. */
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

  /** One that has been found, or cannot be; empty when there is none at the moment. */
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

  /** Waits until there is one, for at most so many ms. */
  void await(long most) {
    try {
      Future<Found> next = done.poll(most, TimeUnit.MILLISECONDS);
      if (next != null) {
        ready.add(next);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted, which nobody here does", e);
  }

  /** Whether all that was wanted has been taken. */
  boolean isEmpty() {
    return running == 0 && wanted.isEmpty();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
