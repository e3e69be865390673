package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.lab.TopologyParser;
import dev.jnet.neighbor.AddressRange;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write: topology files, ranges, addresses. */
class TextFuzz {
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
        default -> TopologyParser.parse("fuzzed.lab", text);
      }
    } catch (IllegalArgumentException expected) {
      if (String.valueOf(expected.getMessage()).isEmpty()) {
        throw new AssertionError("refused, but why?", expected);
      }
    }
  }
}
