package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names that are looked up beside each other, some of them by a name server that is away. */
@Timeout(30)
class LookupsTest {
  private static final InetAddress HOST = Addresses.literal("192.0.2.1");

  private final CountDownLatch serverIsBack = new CountDownLatch(1);

  private InetAddress host(String name) throws IOException {
    if (name.startsWith("slow")) {
      try {
        serverIsBack.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    if (name.endsWith("none")) {
      throw new CommandException("unknown-host", name);
    }
    return HOST;
  }

  private static Lookups.Found next(Lookups lookups) {
    while (true) {
      var found = lookups.poll();
      if (found.isPresent()) {
        return found.get();
      }
      lookups.await(1000);
    }
  }

  @Test
  void slowNamesHoldUpNoOtherTargets() {
    try (Lookups lookups = new Lookups(this::host)) {
      for (int i = 0; i < 10; i++) {
        lookups.want(i, "slow");
      }
      for (int i = 10; i < 200; i++) {
        lookups.want(i, "quick");
      }
      Set<Integer> numbers = new HashSet<>();
      for (int i = 10; i < 200; i++) {
        Lookups.Found found = next(lookups);
        assertSame(HOST, found.address());
        assertTrue(numbers.add(found.number()) && found.number() >= 10, found.toString());
      }
      assertFalse(lookups.isEmpty());
      serverIsBack.countDown();
      for (int i = 0; i < 10; i++) {
        assertTrue(next(lookups).number() < 10);
      }
      assertTrue(lookups.isEmpty());
    }
  }

  @Test
  void looksUpAtMostSixtyFourNamesAtOnce() {
    AtomicInteger running = new AtomicInteger();
    try (Lookups lookups =
        new Lookups(
            name -> {
              running.incrementAndGet();
              return host(name);
            })) {
      for (int i = 0; i < 3 * Lookups.MAX_AT_ONCE; i++) {
        lookups.want(i, "quick");
      }
      while (running.get() < Lookups.MAX_AT_ONCE) {
        Thread.onSpinWait();
      }
      lookups.await(10);
      assertEquals(Lookups.MAX_AT_ONCE, running.get(), "nobody has taken one");
      next(lookups);
      while (running.get() == Lookups.MAX_AT_ONCE) {
        Thread.onSpinWait();
      }
      assertEquals(Lookups.MAX_AT_ONCE + 1, running.get());
    }
  }

  @Test
  void saysWhyThereIsNoAddress() {
    try (Lookups lookups = new Lookups(this::host)) {
      lookups.want(7, "none");
      Lookups.Found found = next(lookups);
      assertEquals(7, found.number());
      assertEquals("none", found.failure().getMessage());
    }
  }

  @Test
  void throwsOnABugInTheResolver() {
    try (Lookups lookups =
        new Lookups(
            name -> {
              throw new ArithmeticException(name);
            })) {
      lookups.want(0, "any");
      assertThrows(IllegalStateException.class, () -> next(lookups));
    }
  }
}
