package dev.jnet.command.ping;

import dev.jnet.testnet.Outcome;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tests of {@code jnet ping} in namespaces have in common. */
final class PingRuns {
  private PingRuns() {}

  static String last(Outcome outcome, String with) {
    return outcome
        .out()
        .lines()
        .filter(line -> line.contains(with))
        .reduce((before, line) -> line)
        .orElseThrow(() -> new AssertionError(outcome));
  }

  /** The counts in ping's closing line, without the time. */
  static String counts(Outcome outcome) {
    return last(outcome, " packets transmitted").replaceAll(", time .*", "");
  }

  /** The shape of a line: digits of times apart, which differ from run to run. */
  static String shape(String line) {
    return line.replaceAll("time[= ][0-9.]+", "time").replaceAll("[0-9]+\\.[0-9]{3}", "#");
  }

  static List<String> shapes(Outcome outcome) {
    List<String> shapes = new ArrayList<>();
    for (String line : outcome.out().lines().toList()) {
      shapes.add(shape(line));
    }
    return shapes;
  }

  static String[] words(String first, String... more) {
    List<String> words = new ArrayList<>(List.of(first));
    words.addAll(List.of(more));
    return words.toArray(new String[0]);
  }

  /** A call of jnet's ping without the kernel's copy of the first probe. */
  static String[] wireOnly(String... arguments) {
    List<String> words = new ArrayList<>(List.of("ping", "--wire-only"));
    words.addAll(List.of(arguments));
    return words.toArray(new String[0]);
  }

  static Map<?, ?> summary(Outcome outcome) {
    String line = outcome.out().lines().reduce((before, next) -> next).orElseThrow();
    return json(line);
  }

  /** The documents of a run with {@code --json}: one a line. */
  static List<Map<?, ?>> documents(Outcome outcome) {
    List<Map<?, ?>> documents = new ArrayList<>();
    for (String line : outcome.out().lines().toList()) {
      documents.add(json(line));
    }
    return documents;
  }

  private static Map<?, ?> json(String line) {
    return (Map<?, ?>) Jsonb.builder().build().type(Object.class).fromJson(line);
  }
}
