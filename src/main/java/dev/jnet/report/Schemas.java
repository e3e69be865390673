package dev.jnet.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schemas of jnet's documents, as they were written down when jnet was built. */
public final class Schemas {
  /** The schema of the documents of all commands. */
  public static final String ALL = "jnet";

  private Schemas() {}

  /** Whether a command prints documents that have a schema. */
  public static boolean has(String command) {
    return Schemas.class.getResource("schema/" + command + ".json") != null;
  }

  /**
   * The schema of a command's documents.
   *
   * @param command a command that prints JSON, or {@link #ALL}
   */
  public static String of(String command) {
    try (InputStream in = Schemas.class.getResourceAsStream("schema/" + command + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
