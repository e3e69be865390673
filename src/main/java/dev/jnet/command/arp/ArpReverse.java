package dev.jnet.command.arp;

import dev.jnet.command.EachTarget;
import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.link.Link;
import dev.jnet.neighbor.ReverseResolution;
import dev.jnet.neighbor.ReverseResolutionResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Pace;
import dev.jnet.report.arp.ReverseDocument;
import dev.jnet.report.arp.ReverseReport;
import dev.jnet.wire.MacAddress;
import java.io.IOException;

/** {@code jnet arp --reverse [MAC]}: which protocol address belongs to a MAC address? */
final class ArpReverse implements EachTarget<String> {
  private final ArpJob job;

  ArpReverse(ArpJob job) {
    this.job = job;
  }

  /**
   * Asks, and prints the answer.
   *
   * @param text the hardware address; empty for this machine's own
   */
  @Override
  public int ask(String text) throws IOException {
    NetworkPath path = job.network().paths().ownLink();
    MacAddress target = text.isEmpty() ? path.hop().sourceMac() : mac(text);
    Link link = job.open(path, ArpJob.SLOTS);
    return print(
        job.run(
            link,
            Pace.unlimited(),
            new ReverseResolution(path.hop().interfaceName(), path.hop().sourceMac(), target)));
  }

  @Override
  public String error(String name, IOException e) {
    return ArpJob.error("reverse", name.isEmpty() ? null : name, e);
  }

  private static MacAddress mac(String text) throws CommandException {
    try {
      return MacAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          "usage", "--reverse " + text + ": not a MAC address, such as 02:00:5e:10:00:01");
    }
  }

  private int print(NetworkPath.Outcome<ReverseResolutionResult> outcome) throws IOException {
    ReverseResolutionResult resolved = outcome.result();
    if (job.output().json()) {
      job.print(ReverseDocument.of(resolved, job.vendors(), ArpJob.access(outcome)));
    } else if (job.output().quiet()) {
      job.console().out().print(ReverseReport.addresses(resolved));
    } else {
      job.console().out().print(ReverseReport.text(resolved, job.vendors(), job.output().style()));
      job.print(ArpJob.access(outcome));
    }
    return resolved.answers().isEmpty() || resolved.isConflict()
        ? ExitCode.NEGATIVE
        : ExitCode.POSITIVE;
  }
}
