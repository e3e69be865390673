package dev.jnet.exporter;

import dev.jnet.console.CommandException;
import dev.jnet.probe.Via;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads modules from a YAML file. A key that is not known is a mistake. */
final class ModulesFile {
  private static final String OPTION = "--modules";
  private static final int MAX_PACKETS = 100;
  private static final int MAX_FLOWS = 64;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

  private final String module;
  private final Map<?, ?> settings;
  private final Path folder;

  private ModulesFile(String module, Map<?, ?> settings, Path folder) {
    this.module = module;
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * The built-in modules and those of a file.
   *
   * @throws CommandException when the file cannot be read, or is none; the message says where
   */
  static ProbeModules read(Path file) throws CommandException {
    return YamlFile.read(OPTION, file, ModulesFile::of);
  }

  /**
   * Reads a file while the exporter runs, which must not have to wait for it.
   *
   * @throws CommandException also when it is not a regular file
   */
  static ProbeModules readAnew(Path file) throws CommandException {
    return YamlFile.readAnew(OPTION, file, ModulesFile::of);
  }

  /** The built-in modules and those of a text, which names files of the working directory. */
  static ProbeModules parse(String text) throws CommandException {
    return of(YamlFile.parse(text), Path.of(""));
  }

  private static ProbeModules of(Object document, Path folder) throws CommandException {
    if (!(document instanceof Map<?, ?> root)
        || !root.keySet().equals(Set.of("modules"))
        || !(root.get("modules") instanceof Map<?, ?> named)) {
      throw new CommandException("usage", "write 'modules:' and below it one entry for each");
    }
    List<ProbeModule> modules = new ArrayList<>();
    for (Map.Entry<?, ?> entry : named.entrySet()) {
      String name = word(entry.getKey());
      if (!NAME.matcher(name).matches() || !(entry.getValue() instanceof Map<?, ?> settings)) {
        throw new CommandException(
            "usage",
            "module '" + name + "': a name of letters, digits and _ . : -, and settings below it");
      }
      modules.add(new ModulesFile(name, settings, folder).module());
    }
    return ProbeModules.builtIn().with(modules);
  }

  /**
   * A value as the user wrote it. Lists and mappings are not written out, because aliases can make
   * one contain itself, or grow with every level.
   */
  private static String word(Object value) {
    if (value instanceof Map) {
      return "a mapping";
    }
    return value instanceof Collection ? "a list" : String.valueOf(value);
  }

  private ProbeModule module() throws CommandException {
    String prober = word(settings.get("prober"));
    ModuleKind kind =
        ModuleKind.named(prober)
            .orElseThrow(
                () -> mistake("prober: " + prober + ": must be one of " + ModuleKind.words()));
    ProbeModule usual = ProbeModule.of(module, kind);
    List<Via> via = usual.via();
    int packets = usual.packets();
    int flows = usual.flows();
    Duration timeout = usual.timeout();
    Duration interval = usual.interval();
    HttpSettings http = usual.http();
    DnsSettings dns = usual.dns();
    for (Map.Entry<?, ?> setting : settings.entrySet()) {
      String key = word(setting.getKey());
      switch (key) {
        case "prober" -> {}
        case "timeout" -> timeout = time(key);
        case "interval" -> interval = time(key);
        case "packets" -> packets = number(key, MAX_PACKETS);
        case "flows" -> flows = number(key, MAX_FLOWS);
        case "via" -> via = via();
        case "http" -> http = HttpSettings.of(section(), folder);
        case "dns" -> dns = DnsSettings.of(section());
        default ->
            throw mistake(
                "unknown setting '"
                    + key
                    + "'; known are prober, timeout, via, packets, interval, flows, http and dns");
      }
    }
    requireTcp(kind, via);
    return new ProbeModule(module, kind, timeout, via, packets, interval, flows, http, dns);
  }

  private void requireTcp(ModuleKind kind, List<Via> via) throws CommandException {
    boolean takesTcp = kind == ModuleKind.MSS || kind == ModuleKind.HANDSHAKE;
    if (takesTcp && via.stream().anyMatch(each -> each.kind() != Via.Kind.TCP)) {
      throw mistake("via: " + kind.word() + " takes tcp:PORT");
    }
  }

  private CommandException mistake(String what) {
    return new CommandException("usage", "module " + module + ": " + what);
  }

  private Duration time(String key) throws CommandException {
    return section().time(key);
  }

  private YamlSection section() {
    return new YamlSection("module " + module, settings);
  }

  private int number(String key, int most) throws CommandException {
    if (settings.get(key) instanceof Integer number && number >= 1 && number <= most) {
      return number;
    }
    throw mistake(key + ": " + word(settings.get(key)) + ": must be from 1 to " + most);
  }

  private List<Via> via() throws CommandException {
    Object value = settings.get("via");
    List<?> words = value instanceof List<?> list ? list : List.of(word(value));
    if (words.isEmpty()) {
      throw mistake("via: must be icmp, tcp:PORT, udp or udp:PORT");
    }
    List<Via> via = new ArrayList<>();
    for (Object each : words) {
      try {
        String word = word(each);
        via.add(word.equals("udp") ? Via.ANY_UDP : Via.parse(word));
      } catch (IllegalArgumentException e) {
        throw mistake("via: " + e.getMessage());
      }
    }
    return via;
  }
}
