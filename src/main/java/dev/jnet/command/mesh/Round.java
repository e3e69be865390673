package dev.jnet.command.mesh;

import dev.jnet.console.Pause;
import dev.jnet.mesh.Direction;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.Order;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.Bus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * One round of a controller: it gives orders turn by turn, and collects results. Members that do
 * not answer get no orders, and nobody is ordered to measure towards them.
 *
 * @param wallClock ms since 1970
 * @param stopped whether Ctrl-C was pressed: the turns that are left are not begun
 */
record Round(Bus bus, RoundOptions options, LongSupplier wallClock, BooleanSupplier stopped) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * Measures all directions that the options ask for.
   *
   * @param complaints is told when there are too many members for that
   */
  List<PairResult> run(Map<String, Member> members, Consumer<String> complaints) {
    List<String> names = List.copyOf(members.keySet());
    List<List<Direction>> turns = options.turns(names, wallClock.getAsLong(), complaints);
    RollCall rollCall = new RollCall(bus, new Pause(stopped));
    Set<String> present = rollCall.present(names);
    List<PairResult> results = new ArrayList<>(strangers(members.keySet()));
    for (List<Direction> turn : turns) {
      if (stopped.getAsBoolean()) {
        return results;
      }
      List<PairResult> ofTurn = turn(turn, present);
      results.addAll(ofTurn);
      if (ofTurn.stream().anyMatch(each -> isNewlyMissing(each, present))) {
        present.retainAll(rollCall.present(present));
      }
    }
    return results;
  }

  /** Directions that were asked for by name, an end of which is no member. */
  private List<PairResult> strangers(Set<String> members) {
    List<PairResult> strangers = new ArrayList<>();
    for (Direction each : options.pairs()) {
      Stream.of(each.to(), each.from())
          .filter(end -> !members.contains(end))
          .findFirst()
          .ifPresent(end -> strangers.add(missing(each, end + " is no member")));
    }
    return strangers;
  }

  private static boolean isNewlyMissing(PairResult result, Set<String> present) {
    return !result.isMeasured() && present.contains(result.from()) && present.contains(result.to());
  }

  private List<PairResult> turn(List<Direction> pairs, Set<String> present) {
    List<CompletableFuture<PairResult>> running = new ArrayList<>();
    for (Direction pair : pairs) {
      for (Direction each : List.of(pair, pair.reversed())) {
        if (options.wants(each)) {
          running.add(
              absent(each, present)
                  .map(CompletableFuture::completedFuture)
                  .orElseGet(() -> order(each)));
        }
      }
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  /** The result of a direction one end of which is absent; empty where both are present. */
  private Optional<PairResult> absent(Direction direction, Set<String> present) {
    return Stream.of(direction.from(), direction.to())
        .filter(each -> !present.contains(each))
        .findFirst()
        .map(each -> missing(direction, "no answer from " + each));
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
