package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.console.CommandException;
import dev.jnet.exporter.AllowedTargets;
import dev.jnet.lab.TopologyParser;
import dev.jnet.neighbor.AddressRange;
import dev.jnet.options.ExpectationReading;
import dev.jnet.options.TimeValue;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write: topology files, ranges, addresses, values of options. */
class TextFuzz {
  /** Those that have --expect. */
  private static final List<String> COMMANDS = List.of("mtu", "mss", "ping", "trace", "handshake");

  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(TextFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyText(byte[] bytes) {
    Script script = new Script(bytes);
    int parser = script.choice(6);
    String text = new String(script.rest(), StandardCharsets.UTF_8);
    try {
      switch (parser) {
        case 0 -> AddressRange.parse(text).size();
        case 1 -> MacAddress.parse(text);
        case 2 -> Via.parse(text);
        case 3 -> Addresses.literal(text);
        case 5 -> value(text);
        default -> TopologyParser.parse("fuzzed.lab", text);
      }
    } catch (IllegalArgumentException | CommandException expected) {
      if (String.valueOf(expected.getMessage()).isEmpty()) {
        throw new AssertionError("refused, but why?", expected);
      }
    }
  }

  /** Values of options: a time, what an exporter may probe, and what is expected of an answer. */
  private static void value(String text) throws CommandException {
    if (TimeValue.seconds(text) < 0 && text.indexOf('-') < 0) {
      throw new AssertionError("less than nothing: " + TimeValue.seconds(text));
    }
    for (String command : COMMANDS) {
      try {
        ExpectationReading.read(command, text);
      } catch (CommandException refused) {
        // another command may have such a quantity
      }
    }
    AllowedTargets.parse(text);
  }
}
