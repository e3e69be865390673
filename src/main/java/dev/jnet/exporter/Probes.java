package dev.jnet.exporter;

import dev.jnet.console.CommandException;
import dev.jnet.report.Metrics;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Probes that scrapes ask for. Of each target there is one probe at a time. A scrape that asks what
 * another one is asking already waits for that one, and gets the same answer.
 */
public final class Probes {
  /**
   * How long before its deadline a probe ends, in ns, so that it can still report what it knows.
   */
  private static final long LAST_WORDS = 100 * Nanos.MILLISECOND;

  /** Of a short time, only this part is left for that. */
  private static final int SHARE = 10;

  private static final int FORBIDDEN = 403;
  private static final double NANOS = 1e9;

  private final ProbeEngine engine;
  private final AllowedTargets allowed;
  private final Executor lookups;
  private final Map<Key, CompletableFuture<ProbeAnswer>> running = new HashMap<>();
  private final Map<String, CompletableFuture<ProbeAnswer>> last = new HashMap<>();

  private record Key(String module, String target) {}

  /**
   * No probes yet.
   *
   * @param lookups runs what looks names up, which may take a while
   */
  public Probes(ProbeEngine engine, AllowedTargets allowed, Executor lookups) {
    this.engine = engine;
    this.allowed = allowed;
    this.lookups = lookups;
  }

  /**
   * The answer to a request, at the latest when its time is over. It fails with the reason where
   * the target cannot be probed.
   */
  public synchronized CompletableFuture<ProbeAnswer> ask(ProbeRequest request) {
    long timeout = request.timeout().toNanos();
    long deadline = System.nanoTime() + timeout - Math.min(LAST_WORDS, timeout / SHARE);
    Key key = new Key(request.module().name(), request.target());
    CompletableFuture<ProbeAnswer> answer = running.get(key);
    if (answer == null) {
      CompletableFuture<ProbeAnswer> begun = begin(request, deadline);
      running.put(key, begun);
      last.put(request.target(), begun);
      var unused = begun.whenComplete((result, failure) -> ended(key, begun));
      answer = begun;
    }
    return answer
        .copy()
        .completeOnTimeout(
            ProbeAnswer.failed("The probe did not end within its time."),
            request.timeout().toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private CompletableFuture<ProbeAnswer> begin(ProbeRequest request, long deadline) {
    CompletableFuture<ProbeAnswer> before =
        last.getOrDefault(request.target(), CompletableFuture.completedFuture(null));
    return before
        .handle((answer, failure) -> answer)
        .thenApplyAsync(ignored -> resolve(request, deadline), lookups)
        .thenCompose(resolved -> submit(request, resolved, deadline))
        .completeOnTimeout(
            ProbeAnswer.failed("The probe did not end within its time."),
            request.timeout().toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private synchronized void ended(Key key, CompletableFuture<ProbeAnswer> answer) {
    running.remove(key, answer);
    last.remove(key.target(), answer);
  }

  private CompletableFuture<ProbeAnswer> submit(
      ProbeRequest request, Resolved resolved, long deadline) {
    CompletableFuture<ProbeAnswer> answer = new CompletableFuture<>();
    try {
      engine.submit(
          new ProbeOrder(request.module(), request.target(), resolved.address(), deadline, answer));
      return answer.thenApply(given -> given.with(resolved.metrics()));
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * A target's address.
   *
   * @param took how long the name was looked up, in ns
   */
  private record Resolved(InetAddress address, long took) {
    List<MetricSnapshot> metrics() {
      return List.of(
          Metrics.gauge(
              "probe_dns_lookup_time_seconds",
              "Returns the time taken for probe dns lookup in seconds.",
              took / NANOS),
          Metrics.gauge(
              "probe_ip_protocol",
              "Specifies whether probe ip protocol is IP4 or IP6.",
              Addresses.version(address)));
    }
  }

  /** The target's address, if it is allowed. */
  private Resolved resolve(ProbeRequest request, long deadline) {
    try {
      long begunAt = System.nanoTime();
      if (begunAt >= deadline) {
        throw new CommandException("time", "The probe did not end within its time.");
      }
      String host = ProbeTarget.of(request.module().kind(), request.target()).host();
      InetAddress address = engine.addresses().of(host);
      if (!allowed.allows(host, address)) {
        throw new RefusedException(FORBIDDEN, AllowedTargets.refusal(host));
      }
      return new Resolved(address, System.nanoTime() - begunAt);
    } catch (IOException | RefusedException e) {
      throw new CompletionException(e);
    }
  }
}
