package dev.jnet.console;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What each JSON document begins with: the number of the schema, jnet's version, and when the
 * document was written (RFC 3339, UTC).
 */
public final class JsonHeading {
  /** The number of the schema; a higher one marks a format that readers of this would misread. */
  public static final int SCHEMA = 2;

  private JsonHeading() {}

  /** The version of jnet, such as {@code 0.1.0}; {@code 0} where jnet does not run from its jar. */
  public static String version() {
    String version = JsonHeading.class.getPackage().getImplementationVersion();
    return version == null ? "0" : version.substring(0, version.indexOf('+'));
  }

  /** A document with its heading. */
  static String before(String document) {
    return "{\"schema\":"
        + SCHEMA
        + ",\"version\":\""
        + version()
        + "\",\"time\":\""
        + Instant.now().truncatedTo(ChronoUnit.MILLIS)
        + "\","
        + document.substring(1);
  }
}
