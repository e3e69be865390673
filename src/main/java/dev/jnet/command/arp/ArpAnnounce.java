package dev.jnet.command.arp;

import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.link.Link;
import dev.jnet.neighbor.Announced;
import dev.jnet.neighbor.Announcement;
import dev.jnet.network.Place;
import dev.jnet.probe.Pace;
import dev.jnet.report.arp.ClaimsFindings;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** {@code jnet arp --announce ADDRESS…}: this address of ours is here. */
final class ArpAnnounce {
  private final ArpJob job;

  ArpAnnounce(ArpJob job) {
    this.job = job;
  }

  int run(List<String> names) {
    int code = ExitCode.POSITIVE;
    for (int i = 0; i < names.size() && !job.stopped().getAsBoolean(); i++) {
      code = Math.max(code, announce(names.get(i)));
      job.console().out().flush();
    }
    return code;
  }

  private int announce(String name) {
    try {
      InetAddress address = job.neighborhood().resolve(name);
      Place place = job.neighborhood().towards(address);
      if (!place.isOwn()) {
        throw new CommandException(
            "not-ours",
            Addresses.text(address)
                + " is not an address of this machine: whoever announces another's takes its"
                + " traffic; give it to an interface first (ip address add)");
      }
      boolean isRouter = job.neighborhood().isRouter(place);
      Link link = job.neighborhood().open(place, ArpJob.SLOTS, false);
      return announce(name, address, place, isRouter, link);
    } catch (IOException e) {
      return job.failed("announce", name, e);
    }
  }

  private int announce(String name, InetAddress address, Place place, boolean isRouter, Link link)
      throws IOException {
    long startedAt = link.now();
    Announced announced =
        job.run(
            link,
            Pace.unlimited(),
            new Announcement(place.shown(), place.mac(), address, isRouter));
    return ArpProbe.print(
        job,
        new ClaimsFindings(
            true,
            name,
            address,
            place.shown(),
            true,
            announced.sent(),
            announced.needed(),
            announced.claims(),
            announced.sent() == announced.needed(),
            link.now() - startedAt));
  }
}
