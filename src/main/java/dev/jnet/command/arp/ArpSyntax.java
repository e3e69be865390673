package dev.jnet.command.arp;

import dev.jnet.options.Command;
import dev.jnet.options.Option;

/** The options of {@code jnet arp} on a command line, each with its line of help. */
final class ArpSyntax {
  private ArpSyntax() {}

  /** Adds the options to the command. */
  static void addTo(Command command) {
    addModes(command);
    command.add(
        Option.value(
            int.class, "COUNT", "Ask so often, whether or not anybody answers.", "-c", "--count"));
    command.add(Option.time("Between two questions of -c (default 1 s).", "--interval"));
    command.add(
        Option.flag(
            "End with the first answer, and do not listen 0.1 s for a second station that has the"
                + " address.",
            "-f",
            "--first"));
    command.add(
        Option.flag(
            "Let -s be an address that is not this machine's, or 0.0.0.0 (a probe, RFC 5227).",
            "--force"));
    command.add(Option.time("Give up after so long; ends --watch.", "-w", "--deadline"));
  }

  private static void addModes(Command command) {
    command.add(
        Option.flag(
            "Is ADDRESS free? Asked without having it (RFC 5227); takes 4 to 7 seconds.",
            "--probe"));
    command.add(
        Option.flag(
            "Tell everybody that ADDRESS, one of this machine's, is here (gratuitous ARP).",
            "--announce"));
    command.add(
        Option.flag(
            "Listen: new pairs, changed MACs, announcements; until Ctrl-C or -w.", "--watch"));
    command.add(
        Option.value(
                String.class,
                "MAC",
                "Ask RARP servers for the address of MAC, or of our own (RFC 903).",
                "--reverse")
            .or(""));
    command.add(
        Option.value(
            String.class,
            "RANGE",
            "Ask for every address of RANGE: 192.0.2.0/24, 192.0.2.1-99, or auto for this link's.",
            "--scan"));
    command.add(
        Option.time(
            "Scan: wait at least so long for each answer; otherwise set from the slowest reply.",
            "--wait"));
  }
}
