package dev.jnet.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The topology files that jnet brings along. */
final class BuiltIn {
  static final List<String> NAMES =
      List.of(
          "home",
          "vpn",
          "blackhole",
          "jumbo",
          "staircase",
          "clamp",
          "lossy",
          "liar",
          "oldrouter",
          "narrowback",
          "silent");

  private BuiltIn() {}

  static Topology topology(String name) {
    if (!NAMES.contains(name)) {
      throw new UnknownLabException(
          "no practice network '" + name + "'; there are " + String.join(", ", NAMES));
    }
    String file = name + ".lab";
    try (InputStream in = BuiltIn.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("jnet's jar lacks " + file);
      }
      return TopologyParser.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " from jnet's jar", e);
    }
  }
}
