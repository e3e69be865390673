package dev.jnet.console;

import dev.jnet.report.Origin;
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

  /** The time of day, by RFC 3339 in UTC, to the millisecond. */
  private static String time() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** The origin of a page or picture that is written now. */
  public static Origin origin(String commandLine) {
    return new Origin(time(), version(), commandLine);
  }

  /** A document with its heading. */
  static String before(String document) {
    return "{\"schema\":"
        + SCHEMA
        + ",\"version\":\""
        + version()
        + "\",\"time\":\""
        + time()
        + "\","
        + document.substring(1);
  }
}
