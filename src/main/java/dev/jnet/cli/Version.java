package dev.jnet.cli;

/** Which jnet this is. */
final class Version {
  private Version() {}

  /** Version of the jar alone, as a request to a server has it. */
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "0" : version;
  }

  /** Version of the jar, and of the JVM that runs it. */
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "jnet "
        + (version == null ? "(not packaged)" : version)
        + " (Java "
        + Runtime.version().feature()
        + ")";
  }
}
