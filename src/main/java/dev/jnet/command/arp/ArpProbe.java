package dev.jnet.command.arp;

import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.link.Link;
import dev.jnet.neighbor.AddressProbe;
import dev.jnet.neighbor.Availability;
import dev.jnet.network.Place;
import dev.jnet.probe.Pace;
import dev.jnet.report.arp.ClaimsDocument;
import dev.jnet.report.arp.ClaimsFindings;
import dev.jnet.report.arp.ClaimsReport;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;

/** {@code jnet arp --probe ADDRESS…}: is it free? */
final class ArpProbe {
  private final ArpJob job;

  ArpProbe(ArpJob job) {
    this.job = job;
  }

  int run(List<String> names) {
    int code = ExitCode.POSITIVE;
    for (int i = 0; i < names.size() && !job.stopped().getAsBoolean(); i++) {
      code = Math.max(code, probe(names.get(i)));
      job.console().out().flush();
    }
    return code;
  }

  private int probe(String name) {
    try {
      InetAddress address = job.neighborhood().resolve(name);
      Place place = job.neighborhood().onLink(address);
      Random random = new Random(job.neighborhood().seed());
      AddressProbe probe = diagnosis(name, address, place, random);
      Link link = job.neighborhood().open(place, ArpJob.SLOTS, false);
      return print(job, findings(name, place, job.run(link, Pace.unlimited(), probe)));
    } catch (IOException e) {
      return job.failed("probe", name, e);
    }
  }

  private static AddressProbe diagnosis(
      String name, InetAddress address, Place place, Random random) throws CommandException {
    try {
      return new AddressProbe(place.shown(), place.mac(), address, random);
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", name + ": " + e.getMessage());
    }
  }

  private static ClaimsFindings findings(String name, Place place, Availability availability) {
    return new ClaimsFindings(
        false,
        name,
        availability.question().target(),
        place.shown(),
        place.isOwn(),
        availability.asked(),
        availability.needed(),
        availability.claims(),
        availability.complete(),
        availability.took());
  }

  static int print(ArpJob job, ClaimsFindings findings) throws IOException {
    if (job.output().json()) {
      job.print(ClaimsDocument.of(findings, job.vendors()));
    } else if (job.output().quiet()) {
      job.console().out().println(findings.status());
    } else {
      job.console().out().print(ClaimsReport.text(findings, job.vendors(), job.output().style()));
    }
    return findings.isPositive() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }
}
