package dev.jnet.doctor;

import dev.jnet.finding.Finding;
import java.util.List;

/** What mends a packet filter of this machine that drops what its programs need. */
final class FirewallRemedies {
  private FirewallRemedies() {}

  static List<Remedy> ofThisMachine(Examination of, List<Finding> findings) {
    return List.of(
        Remedy.here(
            "lets programs here talk to "
                + Remedies.text(of)
                + (of.port().isPresent() ? " port " + of.port().getAsInt() : "")
                + ": puts a rule before the others into each chain of the packet filter, until its"
                + " rules are loaded anew",
            accept(of)),
        rules("drop|reject"));
  }

  static List<Remedy> reports(Examination of, List<Finding> findings) {
    return List.of(rules("drop|reject|icmp"));
  }

  /** Shows the rules with some words in them. */
  private static Remedy rules(String words) {
    return Remedy.look(
        "shows the rules of this machine's packet filter that drop or reject",
        "nft -a list ruleset | grep -E 'table|chain|hook|" + words + "'");
  }

  /**
   * The command. An acceptance ends only the chain that holds it, so that each chain needs one: awk
   * goes through the listed rules, and writes a line for nft at each chain of the right hook.
   */
  private static String accept(Examination of) {
    String family = of.version() == 6 ? "ip6" : "ip";
    String there = of.address().map(Remedies::unscoped).orElse(of.name());
    return "nft list ruleset | awk '"
        + "$1 == \"table\" { t = $2 ~ /^("
        + family
        + "|inet)$/ ? $2 \" \" $3 : \"\" } "
        + "$1 == \"chain\" { c = $2 } "
        + line("output", family + " daddr " + there + port(of, "dport"))
        + line("input", family + " saddr " + there + port(of, "sport"))
        + "' | nft -f -";
  }

  private static String line(String hook, String match) {
    return "t && /type (filter|route) hook "
        + hook
        + "/ { print \"insert rule \" t \" \" c \" "
        + match
        + " accept\" } ";
  }

  private static String port(Examination of, String which) {
    return of.port().isPresent() ? " tcp " + which + " " + of.port().getAsInt() : "";
  }
}
