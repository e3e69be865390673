package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an answer has the JVM load. Times depend on the machine; what is loaded does not, and is
 * where they come from.
 */
@NamespaceTest
class StartIT {
  /** What takes the JVM 5 ms or more when it is used first, and no answer has a need for. */
  private static final List<String> DEAR =
      List.of("java.util.logging.", "picocli.CommandLine$Model", "java.util.jar.JarEntry");

  /** When this class is loaded, the answer has been printed: sockets are being closed. */
  private static final String ANSWERED = "dev.jnet.link.ClosingSockets ";

  /**
   * A hello takes the JVM 414; these take it 720 to 1,095 (JDK 25), the JVM's machinery for lambdas
   * and some 40 classes of findings among them. One more library would show.
   */
  private static final int MAX = 1150;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ping -c1 FOUR",
        "ping -c1 SIX",
        "mtu FOUR",
        "mtu SIX",
        "arp FOUR",
        "arp SIX",
        "interfaces"
      })
  void anAnswerLoadsLittle(String line) throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      check(loaded(line, chain.client(), chain.server()));
    }
  }

  /** The classes that are loaded until the answer has been printed, as the JVM tells of them. */
  private List<String> loaded(String line, Host client, Host server) throws IOException {
    List<String> words = new ArrayList<>(List.of(Installation.launcher(Privilege.ROOT).toString()));
    for (String word : line.split(" ", -1)) {
      words.add(word.replace("FOUR", server.ipv4()).replace("SIX", server.ipv6()));
    }
    Path log = folder.resolve("classes");
    Map<String, String> environment = new HashMap<>(Installation.ENVIRONMENT);
    environment.put("JNET_JAVA_OPTS", "-Xlog:class+load:file=" + log);
    Outcome outcome =
        client.start(Privilege.ROOT, environment, words).await(Duration.ofSeconds(30));
    assertEquals(0, outcome.exit(), outcome::toString);
    List<String> loaded = Files.readAllLines(log);
    for (int i = 0; i < loaded.size(); i++) {
      if (loaded.get(i).contains(ANSWERED)) {
        return loaded.subList(0, i);
      }
    }
    return loaded;
  }

  private static void check(List<String> loaded) {
    List<String> dear =
        loaded.stream().filter(each -> DEAR.stream().anyMatch(each::contains)).toList();
    assertEquals(List.of(), dear);
    List<String> unarchived =
        loaded.stream()
            .filter(each -> each.contains("dev.jnet.") || each.contains("com.sun.jna."))
            .filter(each -> !each.contains("source: shared objects file"))
            .filter(each -> !each.contains("$$Lambda")) // made when it is first used
            .toList();
    assertEquals(List.of(), unarchived);
    assertTrue(loaded.size() < MAX, () -> loaded.size() + " classes");
  }
}
