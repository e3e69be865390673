package dev.jnet.command.mesh;

import dev.jnet.mesh.Direction;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.Order;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.Tournament;
import dev.jnet.mesh.bus.Bus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * One round of a controller: it gives orders turn by turn, and collects results.
 *
 * @param wallClock ms since 1970
 * @param stopped whether Ctrl-C was pressed: the turns that are left are not begun
 */
record Round(Bus bus, RoundOptions options, LongSupplier wallClock, BooleanSupplier stopped) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Measures all directions that the options ask for. */
  List<PairResult> run(Map<String, Member> members) {
    List<PairResult> results = new ArrayList<>();
    List<String> names = List.copyOf(members.keySet());
    List<List<Direction>> turns =
        options.fanout() > 0
            ? Tournament.sample(names, options.fanout(), wallClock.getAsLong())
            : Tournament.turns(names);
    for (List<Direction> turn : turns) {
      if (stopped.getAsBoolean()) {
        return results;
      }
      List<CompletableFuture<PairResult>> running = new ArrayList<>();
      for (Direction pair : turn) {
        for (Direction each : List.of(pair, pair.reversed())) {
          if (options.wants(each)) {
            running.add(order(each));
          }
        }
      }
      running.forEach(each -> results.add(each.join()));
    }
    return results;
  }

  private CompletableFuture<PairResult> order(Direction direction) {
    long deadline = wallClock.getAsLong() + PATIENCE.toMillis();
    Order order =
        new Order(
            UUID.randomUUID().toString(),
            deadline,
            direction.to(),
            options.family(),
            options.flows());
    return bus.request(Subjects.order(direction.from()), Messages.bytes(order), PATIENCE)
        .thenApply(
            bytes ->
                Messages.result(bytes)
                    .filter(result -> result.direction().equals(direction))
                    .orElseGet(() -> missing(direction, direction.from() + " answered nonsense")))
        .exceptionally(failed -> missing(direction, "no answer from " + direction.from()));
  }

  private PairResult missing(Direction direction, String why) {
    return PairResult.refused(direction, options.family(), why);
  }
}
