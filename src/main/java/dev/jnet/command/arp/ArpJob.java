package dev.jnet.command.arp;

import dev.jnet.command.CommandRun;
import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.pcap.Capture;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.report.Access;
import dev.jnet.report.JsonLines;
import dev.jnet.report.arp.ArpDocument;
import dev.jnet.report.arp.VendorNames;
import java.io.IOException;

/**
 * What all modes of {@code jnet arp} have in common.
 *
 * @param deadline the longest duration in ns; 0 for no limit
 */
record ArpJob(CommandRun command, VendorNames vendors, long deadline) {
  /** How many frames the kernel keeps while the process is delayed. */
  static final int SLOTS = 256;

  private static final String FILTER = "arp or rarp or icmp or icmp6";

  /**
   * The length in bytes that is captured of a frame: enough for neighbor discovery with a few
   * options.
   */
  private static final int SNAP = 256;

  /** Opens the link of a path for ARP, RARP and neighbor discovery. */
  Link open(NetworkPath path, int slots) throws IOException {
    return network().open(path, new Capture(FILTER, SNAP, slots)).link();
  }

  /** Runs a diagnosis within the deadline. */
  <R> NetworkPath.Outcome<R> run(Link link, Pace pace, Diagnosis<R> diagnosis)
      throws LinkException {
    NetworkPath.Outcome<R> outcome = attempt(link, pace, diagnosis);
    outcome.orThrow();
    return outcome;
  }

  /**
   * Runs a diagnosis within the deadline, for a report that also shows what was known when the link
   * broke.
   */
  <R> NetworkPath.Outcome<R> attempt(Link link, Pace pace, Diagnosis<R> diagnosis) {
    long until = deadline == 0 ? Long.MAX_VALUE : link.now() + deadline;
    return NetworkPath.run(link, diagnosis, pace, until, command.stopped());
  }

  /** What a run could not see, and in which time it was not there. */
  static Access access(NetworkPath.Outcome<?> outcome) {
    return Access.CAPTURE.after(outcome.tally());
  }

  /** Prints the lines about it, below a report. */
  void print(Access access) {
    access.lines(output().style()).forEach(console().out()::println);
  }

  /** The document about a target that could not be asked. */
  static String error(String mode, String name, IOException e) {
    return JsonLines.of(
        ArpDocument.error(mode, name, CommandException.code(e), CommandException.message(e)));
  }

  /** Prints a document on a line of its own. */
  void print(Object document) {
    console().document(JsonLines.of(document));
    console().out().flush();
  }

  Network network() {
    return command.network();
  }

  NetworkOptions options() {
    return command.options();
  }

  OutputOptions output() {
    return command.output();
  }

  Console console() {
    return command.console();
  }
}
