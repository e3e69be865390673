package dev.jnet.command.arp;

import dev.jnet.command.EachTarget;
import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.link.Link;
import dev.jnet.neighbor.AddressProbe;
import dev.jnet.neighbor.Availability;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Pace;
import dev.jnet.report.arp.ClaimsDocument;
import dev.jnet.report.arp.ClaimsReport;
import dev.jnet.report.arp.ClaimsReportContent;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Random;

/** {@code jnet arp --probe ADDRESS…}: is the address free? */
final class ArpProbe implements EachTarget<String> {
  private final ArpJob job;

  ArpProbe(ArpJob job) {
    this.job = job;
  }

  @Override
  public int ask(String name) throws IOException {
    InetAddress address = job.network().names().resolve(name);
    NetworkPath path = job.network().paths().onLink(address);
    Random random = new Random(job.network().seed());
    AddressProbe probe = diagnosis(name, address, path, random);
    Link link = job.open(path, ArpJob.SLOTS);
    return print(job, content(name, path, job.run(link, Pace.unlimited(), probe)));
  }

  @Override
  public String error(String name, IOException e) {
    return ArpJob.error("probe", name, e);
  }

  private static AddressProbe diagnosis(
      String name, InetAddress address, NetworkPath path, Random random) throws CommandException {
    try {
      return new AddressProbe(path.hop().interfaceName(), path.hop().sourceMac(), address, random);
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", name + ": " + e.getMessage());
    }
  }

  private static ClaimsReportContent content(
      String name, NetworkPath path, NetworkPath.Outcome<Availability> outcome) {
    Availability availability = outcome.result();
    return new ClaimsReportContent(
        false,
        name,
        availability.question().target(),
        path.hop().interfaceName(),
        path.isOwn(),
        availability.asked(),
        availability.needed(),
        availability.claims(),
        availability.complete(),
        availability.took(),
        ArpJob.access(outcome));
  }

  static int print(ArpJob job, ClaimsReportContent content) throws IOException {
    if (job.output().json()) {
      job.print(ClaimsDocument.of(content, job.vendors()));
    } else if (job.output().quiet()) {
      job.console().out().println(content.status());
    } else {
      job.console().out().print(ClaimsReport.text(content, job.vendors(), job.output().style()));
    }
    return content.isPositive() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }
}
