package dev.jnet.command.mesh;

import dev.jnet.mesh.Direction;
import dev.jnet.mesh.KeptResult;
import dev.jnet.mesh.LatestResults;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.mesh.bus.NatsBus;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.options.OptionValues;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** {@code jnet mesh history}: the results that were kept, of all pairs or of some. */
final class HistoryRun {
  private static final String SINCE = "--since";
  private static final Duration DEFAULT_SINCE = Duration.ofDays(1);
  private static final Duration MAX_SINCE = Duration.ofDays(7);

  /** What a controller's memory has room for; the broker keeps far more. */
  private static final int MAX_RESULTS = 50_000;

  private HistoryRun() {}

  static void addTo(Command command) {
    command.add(
        Option.time("With history: results of the last TIME, such as 1d (default) or 2h.", SINCE));
  }

  /** Reads what was kept, and prints it. */
  static int run(Arguments arguments, Answers answers) throws IOException {
    RoundOptions options = RoundOptions.read(arguments);
    Duration since = OptionValues.secondsOr(DEFAULT_SINCE, arguments, SINCE, MAX_SINCE);
    try (Bus bus = NatsBus.open(NatsOptions.read(arguments, "history"))) {
      LatestResults results = new LatestResults(MAX_RESULTS);
      read(
          bus,
          options.pairs(),
          since,
          each -> {
            if (options.wants(each.result().direction())) {
              results.add(each);
            }
          });
      if (results.leftOut() > 0) {
        answers
            .console()
            .complain(
                results.leftOut()
                    + " older results are left out: name --pairs, or a shorter --since");
      }
      return answers.print(new HistoryPrintout(results.byTime()));
    }
  }

  /**
   * Reads the results of these pairs' senders, those of each sender from the oldest on; of all,
   * where no pairs are named.
   */
  static void read(Bus bus, Set<Direction> pairs, Duration since, Consumer<KeptResult> reader)
      throws IOException {
    Set<String> subjects =
        pairs.isEmpty()
            ? Set.of(Subjects.ALL_RESULTS)
            : pairs.stream().map(each -> Subjects.result(each.from())).collect(Collectors.toSet());
    for (String subject : subjects) {
      bus.read(subject, since, kept -> result(kept).ifPresent(reader));
    }
  }

  /** A result that was kept; empty for nonsense, and for one under another member's subject. */
  private static Optional<KeptResult> result(Bus.Kept kept) {
    return Messages.result(kept.message())
        .filter(result -> Subjects.result(result.from()).equals(kept.subject()))
        .map(result -> new KeptResult(kept.at(), result));
  }
}
