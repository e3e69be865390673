package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Platform;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The binary as it was built: what it holds, and how much memory it may take. */
@NamespaceTest
@Timeout(180)
class BinaryImageIT {
  private static final String LIBRARY = ".*\\.(so|dll|dylib|jnilib|a)";

  @Test
  void holdsThisPlatformsLibraryAlone() throws IOException {
    Path binary = Installation.launcher(Privilege.ROOT);
    String all = Files.readString(binary, StandardCharsets.ISO_8859_1);
    Set<String> libraries = nativeLibraries(binary.resolveSibling("lib"));
    String own = "com/sun/jna/" + Platform.RESOURCE_PREFIX + "/libjnidispatch.so";
    assertTrue(libraries.size() > 20, libraries::toString);
    assertTrue(libraries.contains(own), libraries::toString);
    libraries.removeIf(each -> !all.contains(each));
    assertEquals(Set.of(own), libraries);
  }

  /** The names of all of them in the jars of a folder. */
  private static Set<String> nativeLibraries(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jar")).toList()) {
        try (JarFile jar = new JarFile(file.toFile())) {
          jar.stream().map(Object::toString).filter(n -> n.matches(LIBRARY)).forEach(names::add);
        }
      }
    }
    return names;
  }

  /** Two targets that answer, and half a million that never do, waited for at once. */
  private static final String CROWD =
      """
      awk 'BEGIN {
        print "www.lab.test\\nnas.lab.test"
        for (i = 0; i < 500000; i++)
          print "11." int(i / 65536) "." int(i / 256) % 256 "." i % 256
      }' | "$1" ping -c1 -w 3600 --rate 1000000 --lab home --targets -
      """;

  @Test
  void printsWhatWasAnsweredBeforeItsHeapIsFull() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("here");
      String binary = Installation.launcher(Privilege.ROOT).toString();
      Outcome outcome =
          host.start(
                  Privilege.ROOT,
                  Installation.ENVIRONMENT,
                  List.of("sh", "-c", CROWD, "sh", binary))
              .await(Duration.ofMinutes(2));
      assertEquals(
          "jnet: out of memory: this takes more than the 128 MB that jnet has\n", outcome.err());
      assertEquals(2, outcome.exit(), outcome::toString);
      assertEquals(2, outcome.out().lines().count(), outcome::toString);
      assertTrue(outcome.out().lines().allMatch(each -> each.contains("\"status\":\"ok\"")));
    }
  }
}
