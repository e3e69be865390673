package dev.jnet.app;

import dev.jnet.console.JsonHeading;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Which jnet this is, and what it runs on. */
final class Version {
  /**
   * Lists the files that are mapped into this process, with their names at the ends of the lines.
   */
  private static final String MAPS = "/proc/self/maps";

  private static final String ARCHIVE = ".jsa";
  private static final String OF_THE_JVM = "/server/classes";

  private Version() {}

  /**
   * The name of this program in requests to servers, such as {@code jnet/0.1.0}. It is a supplier,
   * because the JVM opens the jar to find the version; a lambda would cost each start more time.
   */
  static final class UserAgent implements Supplier<String> {
    @Override
    public String get() {
      return "jnet/" + JsonHeading.version();
    }
  }

  /**
   * Version and commit of the jar; the JVM; libpcap; and the archive of classes that the JVM has
   * mapped, which is not always the one that it was told to use. Of a binary without a JVM: by what
   * it was built, in place of the JVM and the archive.
   */
  static String text() {
    boolean binary = System.getProperty(BinaryRuntime.PROPERTY) != null;
    return "jnet "
        + jar()
        + "\n"
        + (binary ? builder() : jvm())
        + "\n"
        + libpcap(System.getProperty("jnet.libpcap"))
        + (binary ? "" : "\n" + archive());
  }

  private static String jvm() {
    // Runtime.version() makes it with streams: 5 ms
    return "Java "
        + System.getProperty("java.runtime.version")
        + " ("
        + System.getProperty("java.home")
        + ")";
  }

  private static String builder() {
    String name = System.getProperty("java.vendor.version", "");
    return "native, built by "
        + (name.isBlank() ? System.getProperty("java.vm.name", "GraalVM") : name)
        + " with Java "
        + System.getProperty("java.runtime.version", System.getProperty("java.vm.version"));
  }

  private static String jar() {
    String version = Version.class.getPackage().getImplementationVersion();
    if (version == null) {
      return "(not packaged)";
    }
    int plus = version.indexOf('+');
    return version.substring(0, plus) + " (commit " + version.substring(plus + 1) + ")";
  }

  /**
   * libpcap's version, from its file's name such as {@code libpcap.so.1.10.3}, because that is
   * faster than loading it.
   */
  private static String libpcap(String path) {
    if (path == null) {
      return "libpcap not found";
    }
    try {
      String file = Path.of(path).toRealPath().getFileName().toString();
      return "libpcap " + file.substring(file.indexOf(".so.") + 4) + " (" + path + ")";
    } catch (IOException e) {
      return "libpcap not found at " + path;
    }
  }

  private static String archive() {
    try (FileInputStream in = new FileInputStream(MAPS)) {
      String maps = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      int end = maps.indexOf(ARCHIVE + "\n");
      if (end < 0) {
        return "without an archive of classes";
      }
      String path = maps.substring(maps.indexOf('/', maps.lastIndexOf('\n', end)), end);
      return "archive "
          + path
          + ARCHIVE
          + (path.endsWith(OF_THE_JVM) ? " (of the JVM's own classes alone)" : "");
    } catch (IOException notLinux) {
      return "archive not known";
    }
  }
}
