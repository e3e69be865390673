package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.console.CommandException;
import dev.jnet.lab.NetworkAddress;
import dev.jnet.options.Endpoint;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a command line, a file of targets, or a server that redirects names: URLs, hosts with ports,
 * networks.
 */
class OptionFuzz {
  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(OptionFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyText(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    int parser = script.choice(4);
    String text = new String(script.rest(), StandardCharsets.UTF_8);
    try {
      switch (parser) {
        case 0 -> Fuzzing.printable(Url.parse(text).toString());
        case 1 -> Endpoint.parse(List.of(text.split(" ", -1)));
        case 2 -> NetworkAddress.parse(text);
        default -> redirected(text);
      }
    } catch (IllegalArgumentException | CommandException expected) {
      if (String.valueOf(expected.getMessage()).isEmpty()) {
        throw new AssertionError("refused, but why?", expected);
      }
    }
  }

  /** Where a server sends a walk to is a place that can be walked to, and walked on from. */
  private static void redirected(String text) {
    Url first = Url.parse("http://www.example/a/b?c");
    Url next = first.resolve(text);
    Fuzzing.printable(next.toString());
    Url.parse(next.toString());
  }
}
