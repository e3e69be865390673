package dev.jnet.command.mesh;

import dev.jnet.console.Pause;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Asks members whether they are there. The list of members outlives a broker that is restarted, so
 * a member may be listed whose agent has not come back yet. Such members get a few seconds.
 */
record RollCall(Bus bus, Pause pause) {
  /** How long members are waited for in all: an agent comes back within half of it. */
  private static final long LIMIT = 4 * Nanos.SECOND;

  /** How long a broker that is away is waited for, before the members are. */
  private static final long BROKER_LIMIT = 20 * Nanos.SECOND;

  private static final long BETWEEN = 100 * Nanos.MILLISECOND;
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final byte[] QUESTION = {};

  /** Those of the members that answer. */
  Set<String> present(Collection<String> members) {
    Set<String> present = new TreeSet<>();
    Set<String> silent = new TreeSet<>(members);
    long begunAt = System.nanoTime();
    long giveUpAt = begunAt + LIMIT;
    boolean goesOn = true;
    CompletableFuture<Void> reconnecting = CompletableFuture.completedFuture(null);
    while (goesOn) {
      if (bus.trouble().isPresent() && System.nanoTime() - begunAt < BROKER_LIMIT) {
        giveUpAt = System.nanoTime() + LIMIT; // no member can answer before the broker is back
      }
      Set<String> answered = answering(silent);
      present.addAll(answered);
      silent.removeAll(answered);
      boolean hearsNothing = present.isEmpty() && !silent.isEmpty();
      if (hearsNothing && bus.trouble().isEmpty() && reconnecting.isDone()) {
        // so it may be the controller's connection; the library waits for a new one for ever
        reconnecting = CompletableFuture.runAsync(this::reconnect);
      }
      goesOn = !silent.isEmpty() && System.nanoTime() < giveUpAt && pause.of(BETWEEN);
    }
    return present;
  }

  private void reconnect() {
    try {
      bus.reconnect();
    } catch (IOException brokerIsAway) {
      return; // then no member answers, and that is said
    }
  }

  private Set<String> answering(Set<String> members) {
    Map<String, CompletableFuture<Boolean>> answers = new TreeMap<>();
    for (String each : members) {
      answers.put(
          each,
          bus.request(Subjects.presence(each), QUESTION, PATIENCE)
              .handle((answer, failure) -> failure == null));
    }
    Set<String> answered = new TreeSet<>();
    answers.forEach(
        (name, answer) -> {
          if (answer.join()) {
            answered.add(name);
          }
        });
    return answered;
  }
}
