package dev.jnet.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the native parts lie, for a jnet that no launcher has started: a binary without a JVM, or
 * {@code java -jar}. JNA is told before it loads them. Otherwise it would unpack its own part,
 * which takes a folder that can be written, and would run {@code ldconfig} to find libpcap.
 */
final class LibraryPlaces {
  /** JNA's property: the folder of its own native part. The launcher sets it. */
  static final String JNA_FOLDER = "jna.boot.library.path";

  private static final String JNA_PART = "libjnidispatch.so";
  private static final List<String> PCAP_NAMES = List.of("libpcap.so.0.8", "libpcap.so.1");

  private final String architecture;

  /**
   * Places on a machine.
   *
   * @param architecture as the property {@code os.arch} names it, such as {@code amd64}
   */
  LibraryPlaces(String architecture) {
    this.architecture = architecture;
  }

  /**
   * Keeps Bouncy Castle, which mesh and exporter use, from unpacking its native part into {@code
   * java.io.tmpdir}, where every run would leave a folder. Its Java part does the same.
   */
  static void unpackNothing() {
    System.setProperty("org.bouncycastle.native.cpu_variant", "java");
  }

  /** Tells JNA what is found. What is not found is left to JNA. */
  static void tell() {
    LibraryPlaces places = new LibraryPlaces(System.getProperty("os.arch"));
    places
        .jnaFolder(program())
        .ifPresent(
            folder -> {
              System.setProperty(JNA_FOLDER, folder.toString());
              System.setProperty("jna.nounpack", "true");
            });
    places
        .libpcap(Path.of("/"))
        .ifPresent(
            file -> {
              System.setProperty("jnet.libpcap", file.toString());
              System.setProperty("jna.platform.library.path", file.getParent().toString());
            });
  }

  /** The jar that a JVM was started with, or else the binary that runs. */
  private static Path program() {
    String jar = System.getProperty("java.class.path", "");
    Path program = Path.of(jar.isEmpty() ? "/proc/self/exe" : jar);
    try {
      return program.toRealPath();
    } catch (IOException e) {
      return program.toAbsolutePath(); // several jars, or no /proc: nothing lies beside those
    }
  }

  /**
   * The folder with JNA's native part: beside the program as it is built, or in {@code ../lib/jnet}
   * as it is installed.
   */
  Optional<Path> jnaFolder(Path program) {
    Path folder = program.resolveSibling("native");
    Path installed = program.resolveSibling("../lib/jnet/native").normalize();
    return List.of(folder, installed).stream()
        .map(parent -> parent.resolve(jnaPlatform()))
        .filter(parent -> Files.exists(parent.resolve(JNA_PART)))
        .findFirst();
  }

  /** JNA's name for this machine. */
  private String jnaPlatform() {
    return switch (architecture) {
      case "amd64" -> "linux-x86-64";
      case "i386" -> "linux-x86";
      default -> "linux-" + architecture;
    };
  }

  /**
   * The file of libpcap, under the names that it has at run time.
   *
   * @param root the root of the file system
   */
  Optional<Path> libpcap(Path root) {
    String triplet = (architecture.equals("amd64") ? "x86_64" : architecture) + "-linux-gnu";
    for (String name :
        List.of("usr/lib/" + triplet, "lib/" + triplet, "usr/lib64", "lib64", "usr/lib", "lib")) {
      Path folder = root.resolve(name);
      for (String file : PCAP_NAMES) {
        if (Files.exists(folder.resolve(file))) {
          return Optional.of(folder.resolve(file));
        }
      }
    }
    return newest(root.resolve("usr/local/lib"));
  }

  /** Built by hand, libpcap has a version in its name. */
  private static Optional<Path> newest(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "libpcap.so.[0-9]*")) {
      files.forEach(found::add);
    } catch (IOException e) {
      return Optional.empty(); // most machines lack the folder
    }
    return found.stream().max(Path::compareTo);
  }
}
