package dev.jnet.doctor;

import dev.jnet.finding.Finding;
import java.util.List;

/** What mends a packet filter that drops what programs of this machine need. */
final class FirewallRemedies {
  /** What marks the rules that a remedy adds, so that they can be found again. */
  private static final String MARK = "comment \\\"jnet\\\"";

  /** The command that deletes the rules that a remedy has added, and no others. */
  static final String UNDO =
      "nft -a list ruleset | awk '$1 == \"table\" { t = $2 \" \" $3 } $1 == \"chain\" { c = $2 }"
          + " /accept comment \"jnet\"/ { print \"delete rule \" t \" \" c \" handle \" $NF }'"
          + " | nft -f -";

  private FirewallRemedies() {}

  static List<Remedy> ofThisMachine(Examination of, List<Finding> findings) {
    return List.of(
        rules("drop|reject"),
        Remedy.here(
                "lets programs here talk to "
                    + Remedies.text(of)
                    + words(of)
                    + ", by a rule at the front of each chain that may drop this. To see these"
                    + " rules first, leave out '| nft -f -'",
                accept(of, line("(output|egress)", there(of)) + line("(input|ingress)", back(of))))
            .undoneBy(UNDO));
  }

  /** The command that has a router forward what programs of this machine and the target send. */
  static String forwarded(Examination of) {
    return accept(of, line("forward", there(of), back(of)));
  }

  /** The port, to follow the target's name; nothing where none was asked about. */
  static String words(Examination of) {
    return of.port().isPresent() ? " port " + of.port().getAsInt() : "";
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
   * goes through the listed rules, and writes lines for nft at each chain of the right hook. Chains
   * that drop nothing, and lead to none that may, are left alone: they may have other work to do.
   */
  private static String accept(Examination of, String lines) {
    return "nft list ruleset | awk '"
        + "$1 == \"table\" { t = $2 ~ /^("
        + family(of)
        + "|inet|netdev)$/ ? $2 \" \" $3 : \"\" } "
        + "$1 == \"chain\" { c = $2; r = \"\" } "
        + lines
        + "r && /drop|reject|jump|goto|queue/ { print r; r = \"\" }"
        + "' | nft -f -";
  }

  private static String line(String hook, String... matches) {
    StringBuilder rules = new StringBuilder();
    for (String match : matches) {
      rules
          .append(" \"insert rule \" t \" \" c \" ")
          .append(match)
          .append(" accept ")
          .append(MARK)
          .append("\\n\"");
    }
    return "t && /type (filter|route) hook " + hook + "/ { r =" + rules + " } ";
  }

  private static String there(Examination of) {
    return family(of) + " daddr " + target(of) + port(of, "dport");
  }

  private static String back(Examination of) {
    return family(of) + " saddr " + target(of) + port(of, "sport");
  }

  private static String family(Examination of) {
    return of.version() == 6 ? "ip6" : "ip";
  }

  private static String target(Examination of) {
    return of.address().map(Remedies::unscoped).orElse(of.name());
  }

  private static String port(Examination of, String which) {
    return of.port().isPresent() ? " tcp " + which + " " + of.port().getAsInt() : "";
  }
}
