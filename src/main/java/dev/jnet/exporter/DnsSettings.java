package dev.jnet.exporter;

import dev.jnet.console.CommandException;
import java.util.List;
import java.util.Set;

/**
 * What a module of the kind {@code dns} asks the target, which is a name server. The names are
 * blackbox_exporter's.
 *
 * @param name whose addresses are asked for
 * @param versions of IP whose addresses are asked for: 4, 6 or both
 */
public record DnsSettings(String name, List<Integer> versions) {
  /** The root's addresses: any name server can say that there are none. */
  static final DnsSettings DEFAULT = new DnsSettings(".", List.of(4, 6));

  private static final int MAX_NAME = 255;

  /** Copies the list. */
  public DnsSettings {
    versions = List.copyOf(versions);
  }

  /** Reads the section {@code dns} of a module. */
  static DnsSettings of(YamlSection module) throws CommandException {
    YamlSection dns = module.section("dns", Set.of("query_name", "query_type"));
    String name =
        dns.text("query_name")
            .filter(text -> text.length() <= MAX_NAME && text.matches("[!-~]+"))
            .orElseThrow(() -> dns.mistake("query_name", "write the name to ask for"));
    List<Integer> versions =
        switch (dns.text("query_type").orElse("ANY")) {
          case "A" -> List.of(4);
          case "AAAA" -> List.of(6);
          case "ANY" -> DEFAULT.versions;
          default -> throw dns.mistake("query_type", "must be A, AAAA, or nothing for both");
        };
    return new DnsSettings(name, versions);
  }

  /** These settings as they stand in a modules file. */
  String yaml() {
    return "  dns:\n    query_name: "
        + name
        + "\n"
        + (versions.size() == 1
            ? "    query_type: " + (versions.get(0) == 4 ? "A" : "AAAA") + "\n"
            : "");
  }
}
