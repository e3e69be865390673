package dev.jnet.mesh.bus;

import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A bus within this process, for practice networks. Handlers are called at once. */
public final class InProcessBus implements Bus {
  private record Value(byte[] bytes, long at) {}

  private final LongSupplier clock;
  private final long ttl;
  private final Map<String, List<Consumer<Request>>> servers = new TreeMap<>();
  private final Map<String, List<Consumer<byte[]>>> watchers = new TreeMap<>();
  private final Map<String, Value> values = new TreeMap<>();
  private final List<Kept> kept = new ArrayList<>();
  private long messages;
  private long bytes;

  /**
   * A bus without messages.
   *
   * @param clock the time in ns
   * @param ttl how long a value is kept that is not put again
   */
  public InProcessBus(LongSupplier clock, Duration ttl) {
    this.clock = clock;
    this.ttl = ttl.toNanos();
  }

  @Override
  public CompletableFuture<byte[]> request(String subject, byte[] message, Duration patience) {
    count(message);
    List<Consumer<Request>> all = servers.getOrDefault(subject, List.of());
    if (all.isEmpty()) {
      return CompletableFuture.failedFuture(new IOException("nobody answers to " + subject));
    }
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    all.get(all.size() - 1).accept(request(message, answer));
    if (!answer.isDone()) {
      answer.completeExceptionally(new IOException("no answer from " + subject));
    }
    return answer;
  }

  private Request request(byte[] message, CompletableFuture<byte[]> answer) {
    return new Request() {
      @Override
      public byte[] message() {
        return message.clone();
      }

      @Override
      public void answer(byte[] reply) {
        count(reply);
        answer.complete(reply.clone());
      }
    };
  }

  @Override
  public List<byte[]> requestAll(String subject, byte[] message, Duration time) {
    count(message);
    List<byte[]> answers = new ArrayList<>();
    for (Consumer<Request> each : List.copyOf(servers.getOrDefault(subject, List.of()))) {
      CompletableFuture<byte[]> answer = new CompletableFuture<>();
      each.accept(request(message, answer));
      if (answer.isDone() && answers.size() < MAX_VALUES) {
        answers.add(answer.join());
      }
    }
    return answers;
  }

  /** Of several who serve a subject, the latest gets what is asked of one. */
  @Override
  public Subscription serve(String subject, Consumer<Request> handler) {
    List<Consumer<Request>> all = servers.computeIfAbsent(subject, each -> new ArrayList<>());
    all.add(handler);
    return () -> all.remove(handler);
  }

  @Override
  public void publish(String subject, byte[] message) {
    count(message);
    for (Consumer<byte[]> each : List.copyOf(watchers.getOrDefault(subject, List.of()))) {
      each.accept(message.clone());
    }
  }

  @Override
  public Subscription subscribe(String subject, Consumer<byte[]> handler) {
    List<Consumer<byte[]>> all = watchers.computeIfAbsent(subject, each -> new ArrayList<>());
    all.add(handler);
    return () -> all.remove(handler);
  }

  @Override
  public void put(String key, byte[] value) {
    count(value);
    values.put(key, new Value(value.clone(), clock.getAsLong()));
  }

  @Override
  public void remove(String key) {
    values.remove(key);
  }

  @Override
  public Optional<byte[]> value(String key) {
    return Optional.ofNullable(values().get(key));
  }

  @Override
  public Map<String, byte[]> values() {
    TreeMap<String, byte[]> fresh = new TreeMap<>();
    Iterator<Map.Entry<String, Value>> each = values.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Value> entry = each.next();
      if (clock.getAsLong() - entry.getValue().at() > ttl) {
        each.remove();
      } else {
        ValuesOnce.put(fresh, entry.getKey(), entry.getValue().bytes().clone());
      }
    }
    return fresh;
  }

  @Override
  public void append(String subject, byte[] message) {
    count(message);
    kept.add(new Kept(subject, millis(), message.clone()));
  }

  @Override
  public void read(String subject, Duration age, Consumer<Kept> reader) {
    long since = millis() - age.toMillis();
    kept.stream()
        .filter(each -> matches(subject, each.subject()) && each.at() >= since)
        .forEach(reader);
  }

  private static boolean matches(String pattern, String subject) {
    return pattern.endsWith(".>")
        ? subject.startsWith(pattern.substring(0, pattern.length() - 1))
        : subject.equals(pattern);
  }

  private long millis() {
    return clock.getAsLong() / Nanos.MILLISECOND;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public void reconnect() {
    // nothing is between this process and itself
  }

  @Override
  public void close() {
    servers.clear();
    watchers.clear();
  }

  private void count(byte[] message) {
    messages++;
    bytes += message.length;
  }

  /** Messages that were sent so far. */
  public long messages() {
    return messages;
  }

  /** Bytes of these messages. */
  public long bytes() {
    return bytes;
  }
}
