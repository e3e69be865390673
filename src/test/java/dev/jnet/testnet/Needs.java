package dev.jnet.testnet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a test cannot do without: where it is missing the test is skipped, under CI it fails. */
public final class Needs {
  private Needs() {}

  /** Needs a program. */
  public static void program(String path) {
    that(Files.isExecutable(Path.of(path)), path + " is not installed");
  }

  /** Needs root's rights. */
  public static void root() {
    that("root".equals(System.getProperty("user.name")), "it takes root");
  }

  /** Whether nothing may be skipped here. */
  static boolean underCi() {
    return "true".equals(System.getenv("CI"));
  }

  private static void that(boolean there, String obstacle) {
    if (!there && underCi()) {
      throw new IllegalStateException("CI=true, but " + obstacle);
    }
    assumeTrue(there, obstacle);
  }
}
