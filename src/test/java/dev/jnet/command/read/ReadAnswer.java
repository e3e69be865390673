package dev.jnet.command.read;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import io.avaje.jsonb.Jsonb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON document of {@code jnet read} about one file. */
record ReadAnswer(Path file, Outcome outcome, Map<String, Object> document) {
  private static final Jsonb JSON = Jsonb.builder().build();

  static ReadAnswer of(Path file, String... options) {
    Outcome outcome = InProcess.jnet(line(file, "--json", options));
    if (!outcome.out().startsWith("{")) {
      throw new AssertionError(outcome.toString());
    }
    return new ReadAnswer(file, outcome, JSON.type(Object.class).map().fromJson(outcome.out()));
  }

  private static String[] line(Path file, String first, String... options) {
    List<String> words = new ArrayList<>(List.of("read", first));
    words.addAll(List.of(options));
    words.add(file.toString());
    return words.toArray(new String[0]);
  }

  /** The report for a person. */
  String text(String... options) {
    return InProcess.jnet(line(file, "--color=never", options)).out();
  }

  String verdict() {
    return (String) document.get("verdict");
  }

  /** The codes of the causes of all conversations, the worst first, without remarks. */
  List<String> causes() {
    List<String> codes = new ArrayList<>();
    for (Map<String, Object> conversation : list("conversations")) {
      for (Object cause : (List<?>) conversation.get("causes")) {
        codes.add((String) ((Map<?, ?>) cause).get("code"));
      }
    }
    return codes;
  }

  /** A number of both sides of all conversations together. */
  long sum(String field) {
    long sum = 0;
    for (Map<String, Object> conversation : list("conversations")) {
      for (String side : List.of("client", "server")) {
        sum += ((Number) ((Map<?, ?>) conversation.get(side)).get(field)).longValue();
      }
    }
    return sum;
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> list(String of) {
    return (List<Map<String, Object>>) document.get(of);
  }

  @Override
  public String toString() {
    return outcome.toString();
  }
}
