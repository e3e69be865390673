package dev.jnet.command.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Outcome;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tests of {@code jnet trace} have in common. */
final class TraceRuns {
  private TraceRuns() {}

  /** The one document of a run. */
  static Map<?, ?> json(Outcome outcome) {
    return (Map<?, ?>) Jsonb.builder().build().type(Object.class).fromJson(outcome.out());
  }

  /** The hops of a document. */
  static List<Map<?, ?>> hops(Map<?, ?> document) {
    List<Map<?, ?>> hops = new ArrayList<>();
    for (Object hop : (List<?>) document.get("hops")) {
      hops.add((Map<?, ?>) hop);
    }
    return hops;
  }

  /** The first answer of a hop, from 1 on. */
  static Map<?, ?> answer(Map<?, ?> document, int hop) {
    return (Map<?, ?>) ((List<?>) hops(document).get(hop - 1).get("answers")).get(0);
  }

  /** The MTU up to each hop, all of them confirmed. */
  static List<Integer> mtus(Map<?, ?> document) {
    List<Integer> mtus = new ArrayList<>();
    for (Map<?, ?> hop : hops(document)) {
      assertEquals(true, hop.get("pathMtuConfirmed"), document::toString);
      mtus.add(((Number) hop.get("pathMtu")).intValue());
    }
    return mtus;
  }

  /** The addresses of lines such as {@code " 3 198.18.2.2 0.1 ms"}; {@code *} for silence. */
  static List<String> addresses(String text) {
    Matcher matcher =
        Pattern.compile("^ *\\d+[. ]+(?:\\|-- )?(\\*|\\?\\?\\?|[0-9a-f.:]+)", Pattern.MULTILINE)
            .matcher(text);
    List<String> addresses = new ArrayList<>();
    while (matcher.find()) {
      addresses.add(matcher.group(1).equals("???") ? "*" : matcher.group(1));
    }
    return addresses;
  }

  /** Linux sends 6 errors to one address, and then one a second: too few for several runs. */
  static void talkative(Host... hosts) {
    for (Host host : hosts) {
      host.talkative();
    }
  }

  /** The same for all routers of a row, and its server. */
  static void talkative(Chain chain, int routers) {
    for (int i = 1; i <= routers; i++) {
      talkative(chain.router(i));
    }
    talkative(chain.server());
  }
}
