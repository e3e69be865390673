package dev.jnet.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModulesFileTest {
  @TempDir private Path folder;

  @Test
  void addsModulesToTheBuiltInOnes() throws CommandException {
    ProbeModules modules =
        ModulesFile.parse(
            """
            modules:
              quick: {prober: ping, packets: 10, interval: 50ms, timeout: 2.5s}
              mtu: {prober: mtu, via: [icmp, 'tcp:8443', udp]}
            """);
    ProbeModule quick = modules.named("quick").orElseThrow();
    assertEquals(10, quick.packets());
    assertEquals(Duration.ofMillis(50), quick.interval());
    assertEquals(Duration.ofMillis(2500), quick.timeout());
    assertEquals(
        List.of(Via.ICMP, Via.tcp(new Port(8443)), Via.ANY_UDP),
        modules.named("mtu").orElseThrow().via());
    assertTrue(modules.named("trace").isPresent());
  }

  @Test
  void readsTheFileOfTheDocs() throws CommandException {
    Path file = Path.of("src/main/docs/monitoring/modules.yml");
    assertEquals(16, ModulesFile.read(file).named("trace_16").orElseThrow().flows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "modules",
        "modules: []",
        "modules: {}\nmore: 1",
        "modules: {x: ping}",
        "modules: {x: {}}",
        "modules: {x: {prober: nonsense}}",
        "modules: {x: {prober: ping, count: 3}}",
        "modules: {x: {prober: ping, packets: 0}}",
        "modules: {x: {prober: ping, packets: many}}",
        "modules: {x: {prober: ping, timeout: 5}}",
        "modules: {x: {prober: ping, timeout: 1h}}",
        "modules: {x: {prober: ping, timeout: 0s}}",
        "modules: {x: {prober: mtu, via: tcp}}",
        "modules: {x: {prober: mtu, via: []}}",
        "modules: {x: {prober: mss, via: icmp}}",
        "modules: {x: {prober: ping}, x: {prober: mtu}}",
        "modules: {'a b': {prober: ping}}",
        "modules: {x: {prober: ping",
        "modules: &a {x: *a}",
        "modules: {x: {prober: &a [[*a]]}}",
        "modules: {x: {prober: ping, packets: &a {b: [*a]}}}",
        "modules: {x: {? [prober] : ping}}"
      })
  void saysWhatIsWrong(String text) {
    String message =
        assertThrows(CommandException.class, () -> ModulesFile.parse(text)).getMessage();
    assertTrue(message.length() > 10, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "modules: {x: {prober: mtu, timout: 5s}}|module x: unknown setting 'timout'; known are",
        "modules: {x: {prober: http, http: {fail: 1}}}|module x: http: unknown setting 'fail'; known",
        "modules: {x: {prober: dns, dns: {}}}|module x: dns: query_name:",
        "modules: {x: {prober: mtu, timeout: 5}}|module x: timeout: 5: write a time up to 2m,",
        "modules: {x: {|not valid YAML: line 1, column 15: expected the node content, but found"
      })
  void namesTheModuleOrTheLineOfAMistake(String text, String expected) {
    String message =
        assertThrows(CommandException.class, () -> ModulesFile.parse(text)).getMessage();
    assertTrue(message.startsWith(expected), message);
  }

  @Test
  void looksForAFileOfAModuleInTheFolderOfTheModulesFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("m.yml"),
            "modules: {x: {prober: http, http: {tls_config: {ca_file: ca.pem}}}}");
    String message =
        assertThrows(CommandException.class, () -> ModulesFile.read(file)).getMessage();
    assertTrue(message.contains("ca_file " + folder.resolve("ca.pem")), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void refusesDeepNestingInsteadOfOverflowingTheStack(String level) {
    String message =
        assertThrows(CommandException.class, () -> ModulesFile.parse(level.repeat(100_000)))
            .getMessage();
    assertEquals("nested too deeply", message);
  }

  @Test
  void keepsTheModulesWhenTheFileBreaks() throws IOException {
    Path file = Files.writeString(folder.resolve("m.yml"), "modules: {x: {prober: ping}}");
    List<String> log = new ArrayList<>();
    ReloadableModules modules = new ReloadableModules(Optional.of(file), log::add);
    Files.writeString(file, "modules: {y: {prober: nonsense}}");
    assertTrue(modules.reload().orElseThrow().contains("module y: prober: nonsense"));
    assertTrue(modules.get().named("x").isPresent());
    assertEquals(false, modules.isLoaded());
    Files.writeString(file, "modules: {y: {prober: ping}}");
    assertEquals(Optional.empty(), modules.reload());
    assertTrue(modules.get().named("y").isPresent());
    assertTrue(modules.get().named("x").isEmpty());
    assertEquals(2, log.size(), log::toString);
  }

  /** A device has no size, and no end. */
  @Test
  void readsNoMoreThanItWouldTake() throws IOException {
    Path large = Files.writeString(folder.resolve("large.yml"), "#".repeat((1 << 20) + 1));
    for (Path file : List.of(large, Path.of("/dev/zero"))) {
      String message =
          assertThrows(CommandException.class, () -> ModulesFile.read(file)).getMessage();
      assertEquals("--modules " + file + ": larger than 1 MB", message);
    }
  }

  @Test
  void refusesWhatIsNotText() throws IOException {
    Path file = Files.write(folder.resolve("m.yml"), new byte[] {'a', (byte) 0xff});
    String message =
        assertThrows(CommandException.class, () -> ModulesFile.read(file)).getMessage();
    assertEquals("--modules " + file + ": not text in UTF-8", message);
  }

  /** Nobody would write to a FIFO for the second time, and opening it would wait for that. */
  @Test
  void doesNotWaitForFifoWhenReadAnew() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("m.yml"), "modules: {x: {prober: ping}}");
    ReloadableModules modules = new ReloadableModules(Optional.of(file), line -> {});
    Files.delete(file);
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
    assertTrue(modules.reload().orElseThrow().contains("not a regular file"));
    assertTrue(modules.get().named("x").isPresent());
  }
}
