package dev.jnet.command.arp;

import dev.jnet.command.EachTarget;
import dev.jnet.link.Link;
import dev.jnet.neighbor.Announcement;
import dev.jnet.neighbor.AnnouncementResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Pace;
import dev.jnet.report.arp.ClaimsReportContent;
import java.io.IOException;
import java.net.InetAddress;

/** {@code jnet arp --announce ADDRESS…}: announces an address of this machine. */
final class ArpAnnounce implements EachTarget<String> {
  private final ArpJob job;

  ArpAnnounce(ArpJob job) {
    this.job = job;
  }

  @Override
  public int ask(String name) throws IOException {
    InetAddress address = job.network().names().resolve(name);
    NetworkPath path = job.network().paths().toAnnounce(address);
    boolean isRouter = job.network().tables().forwardsIpv6(path.device());
    Link link = job.open(path, ArpJob.SLOTS);
    return announce(name, address, path, isRouter, link);
  }

  @Override
  public String error(String name, IOException e) {
    return ArpJob.error("announce", name, e);
  }

  private int announce(
      String name, InetAddress address, NetworkPath path, boolean isRouter, Link link)
      throws IOException {
    long startedAt = link.now();
    NetworkPath.Outcome<AnnouncementResult> outcome =
        job.run(
            link,
            Pace.unlimited(),
            new Announcement(
                path.hop().interfaceName(), path.hop().sourceMac(), address, isRouter));
    AnnouncementResult announced = outcome.result();
    return ArpProbe.print(
        job,
        new ClaimsReportContent(
            true,
            name,
            address,
            path.hop().interfaceName(),
            true,
            announced.sent(),
            announced.needed(),
            announced.claims(),
            announced.sent() == announced.needed(),
            link.now() - startedAt,
            ArpJob.access(outcome)));
  }
}
