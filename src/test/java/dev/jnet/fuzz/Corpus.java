package dev.jnet.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** What earlier fuzzing has learnt: inputs that between them reach what was ever reached. */
final class Corpus {
  private Corpus() {}

  /** The inputs of a target, in the resource {@code TARGET.corpus}: Base64, a line each. */
  static Stream<byte[]> of(Class<?> target) throws IOException {
    String name = target.getSimpleName() + ".corpus";
    try (InputStream in = target.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().map(Base64.getDecoder()::decode);
    }
  }
}
