package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
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
  /**
   * What takes the JVM 5 ms or more when it is used first, and no answer has a need for; the client
   * of NATS is for a mesh alone.
   */
  private static final List<String> DEAR =
      List.of(
          "java.util.logging.", "picocli.CommandLine$Model", "java.util.jar.JarEntry", "io.nats.");

  /** When this class is loaded, the answer has been printed: sockets are being closed. */
  private static final String ANSWERED = "dev.jnet.link.ClosingSockets ";

  /**
   * A hello takes the JVM 414; these take it 720 to 1,095 (JDK 25), the JVM's machinery for lambdas
   * and some 40 classes of findings among them. One more library would show.
   */
  private static final int MAX = 1150;

  /** It is 11 or 12 (JDK 25): the sockets of the copy and what they need. */
  private static final int MAX_OF_WITNESS = 15;

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

  /**
   * Where programs get what probes get, the witness has the JVM load a dozen classes, from the
   * archive. None of them asks the kernel's own question, or waits for its answer.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ping -c1 FOUR",
        "ping -c1 SIX",
        "mtu FOUR",
        "handshake FOUR:8080",
        "mss FOUR:8080"
      })
  void witnessLoadsLittle(String line) throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Servers.on(chain.server()).web(8080);
      Host client = chain.client();
      client.run("ping", "-c1", chain.server().ipv4()).orThrow(); // both know the neighbor
      client.run("ping", "-c1", chain.server().ipv6()).orThrow();
      List<String> without = names(loaded(line + " --wire-only", client, chain.server()));
      List<String> more = new ArrayList<>(names(loaded(line, client, chain.server())));
      more.removeAll(without);
      more.removeIf(each -> each.contains("$$Lambda")); // its name has a number
      assertTrue(more.contains("dev.jnet.link.witness.KernelCopy"), more::toString);
      assertFalse(more.contains("dev.jnet.command.AskedKernel"), more::toString);
      assertTrue(more.size() <= MAX_OF_WITNESS, more::toString);
    }
  }

  private static List<String> names(List<String> loaded) {
    return loaded.stream()
        .map(each -> each.replaceFirst("^(\\[[^]]*\\])+ *", "").split(" ", 2)[0])
        .toList();
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
