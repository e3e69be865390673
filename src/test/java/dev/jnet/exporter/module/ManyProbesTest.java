package dev.jnet.exporter.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.jnet.console.Console;
import dev.jnet.exporter.AllowedTargets;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeEngine;
import dev.jnet.exporter.ProbeModules;
import dev.jnet.exporter.ProbeRequest;
import dev.jnet.exporter.Probes;
import dev.jnet.exporter.RefusedException;
import dev.jnet.exporter.StepwiseProbes;
import dev.jnet.host.Family;
import dev.jnet.network.Network;
import dev.jnet.options.NetworkOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Probes by the exporter's own service, on a practice network: hours of scrapes in seconds. {@code
 * scripts/bench monitoring growth} makes as many by HTTP.
 */
class ManyProbesTest {
  private static final int LOOKUPS = 2;
  private static final int PROBES = Integer.getInteger("jnet.probes", 100_000);
  private static final int FIRST = PROBES / 10;
  private static final int BATCHES = 3;
  private static final int BATCH = PROBES * 3 / 10;

  /** Bytes of the smallest thing that could be kept of each probe: an entry of a map. */
  private static final long MIN_ENTRY = 48;

  /** Of so many probes one asks for something else than a path MTU. */
  private static final int SELDOM = 100;

  private static final int TARGETS = 200;
  private static final String[] OTHERS = {"ping", "mss", "handshake", "trace", "dns"};
  private static final String[] HOSTS = {
    "www.lab.test", "nas.lab.test", "[2001:db8:80::80]", "[2001:db8:1::5]"
  };

  private final CountDownLatch ended = new CountDownLatch(1);
  private final ExecutorService lookups = Executors.newFixedThreadPool(LOOKUPS);
  private final AtomicInteger failures = new AtomicInteger();
  private ProbeEngine engine;
  private Probes probes;
  private Thread worker;

  @BeforeEach
  void start() throws InterruptedException {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Console console = new Console(nowhere, nowhere, false, false, Map.of());
    NetworkOptions options =
        new NetworkOptions(
            Family.ANY,
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.of("home"),
            0,
            Optional.empty(),
            Optional.empty(),
            false,
            0,
            false,
            true,
            Optional.empty());
    ModuleQuestions questions =
        new ModuleQuestions(new ModuleQuestions.Commands(null, null), AllowedTargets.any());
    engine =
        new ProbeEngine(
            () -> Network.open(options, console, this::isOver),
            questions::of,
            new StepwiseProbes(options, console, questions::stepwise, this::isOver),
            1000,
            this::isOver);
    CountDownLatch ready = new CountDownLatch(1);
    worker =
        new Thread(
            () -> {
              try {
                engine.run(ready::countDown);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    worker.start();
    assertTrue(ready.await(20, TimeUnit.SECONDS));
    probes = new Probes(engine, AllowedTargets.any(), lookups);
  }

  private boolean isOver() {
    return ended.getCount() == 0;
  }

  @AfterEach
  void end() throws InterruptedException {
    ended.countDown();
    lookups.shutdownNow();
    worker.join(20_000);
  }

  private CompletableFuture<ProbeAnswer> ask(String module, String target) throws RefusedException {
    return probes.ask(
        ProbeRequest.parse(
            "module=" + module + "&target=" + target, Optional.empty(), ProbeModules.builtIn()));
  }

  /**
   * Asks from one number to another, most of them for path MTUs that are known by then. Each host
   * has one probe at a time, as all probes of a practice network have the same seed.
   */
  private void askMany(int from, int to) throws Exception {
    List<CompletableFuture<ProbeAnswer>> last = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (last.size() == HOSTS.length) {
        last.remove(0).get(20, TimeUnit.SECONDS);
      }
      int port = 1 + i % TARGETS;
      String module = i % SELDOM == 1 ? OTHERS[i / SELDOM % OTHERS.length] : "mtu";
      last.add(
          ask(module, HOSTS[i % HOSTS.length] + ":" + port)
              .thenApply(
                  answer -> {
                    failures.addAndGet(module.equals("mtu") && !answer.success() ? 1 : 0);
                    return answer;
                  }));
    }
    for (CompletableFuture<ProbeAnswer> each : last) {
      each.get(20, TimeUnit.SECONDS);
    }
  }

  /** Bytes of the objects that are still in use. */
  private static long liveHeap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  /** What is kept of each probe grows in every batch; what other tests leave behind, once. */
  @Test
  void neitherMemoryNorDescriptorsGrow() throws Exception {
    askMany(0, FIRST);
    long files = openFiles();
    List<Long> grown = new ArrayList<>();
    long memory = liveHeap();
    for (int i = 0; i < BATCHES; i++) {
      askMany(FIRST + i * BATCH, FIRST + (i + 1) * BATCH);
      long now = liveHeap();
      grown.add(now - memory);
      memory = now;
    }
    assertTrue(Collections.min(grown) < BATCH * MIN_ENTRY, "bytes in each batch: " + grown);
    assertEquals(files, openFiles());
    assertEquals(0, failures.get());
    assertEquals(0, engine.unanswered());
    assertEquals(0, engine.reopened());
  }

  @Test
  void scrapesThatAskTheSameShareOneProbe() throws Exception {
    // On a practice network a probe is over at once: it cannot begin before both have asked.
    CountDownLatch asked = new CountDownLatch(1);
    for (int i = 0; i < LOOKUPS; i++) {
      lookups.execute(() -> awaitQuietly(asked));
    }
    CompletableFuture<ProbeAnswer> first = ask("ping", "www.lab.test");
    CompletableFuture<ProbeAnswer> second = ask("ping", "www.lab.test");
    asked.countDown();
    assertSame(first.get(20, TimeUnit.SECONDS), second.get(20, TimeUnit.SECONDS));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
