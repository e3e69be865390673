package dev.jnet.command.arp;

import dev.jnet.command.EachTarget;
import dev.jnet.console.ExitCode;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.neighbor.Scan;
import dev.jnet.neighbor.ScanResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Pace;
import dev.jnet.report.Access;
import dev.jnet.report.arp.ScanDocument;
import dev.jnet.report.arp.ScanReport;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;

/** {@code jnet arp --scan RANGE}: which stations are on this link? */
final class ArpScan implements EachTarget<String> {
  /** Questions a second. Each takes 67 µs of a 10 Mbit/s link. */
  private static final double DEFAULT_RATE = 10_000;

  /** How many questions may leave at once when the process was delayed: those of 20 ms. */
  private static final int BURST = 200;

  /**
   * The smallest number of frames that the kernel keeps while the process is delayed: answers and
   * other traffic. For a large range it is most of a second's answers.
   */
  private static final int FEWEST_SLOTS = 1024;

  private static final int MAX_SLOTS = 8_192;

  private final ArpJob job;
  private final long wait;

  /**
   * A scan.
   *
   * @param wait the shortest wait for an answer, in ns; 0 for the default
   */
  ArpScan(ArpJob job, long wait) {
    this.job = job;
    this.wait = wait == 0 ? Scan.SHORTEST_WAIT : wait;
  }

  @Override
  public int ask(String text) throws IOException {
    try {
      ScanRange scanned = ScanRange.of(text, job.network().paths());
      // the kernel takes a while to make a large ring
      int slots = Math.max(FEWEST_SLOTS, Math.min(MAX_SLOTS, 4 * scanned.range().size()));
      return scan(scanned, job.open(scanned.path(), slots));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public String error(String name, IOException e) {
    return ArpJob.error("scan", name, e);
  }

  private int scan(ScanRange asked, Link link) throws IOException {
    FirstHop hop = asked.path().hop();
    double rate = job.options().rateOr(DEFAULT_RATE);
    ScanProgress progress = new ScanProgress(job, link);
    Inet4Address source =
        hop.source() instanceof Inet4Address own
            ? own
            : (Inet4Address) Addresses.literal("0.0.0.0");
    Scan.Asker asker = new Scan.Asker(hop.interfaceName(), source, hop.sourceMac());
    NetworkPath.Outcome<ScanResult> outcome =
        job.attempt(link, Pace.of(rate, BURST), new Scan(asker, asked.range(), wait, progress));
    ScanResult scanned = outcome.result();
    job.console().progress("");
    if (outcome.worthTelling()) {
      print(scanned, asked.name(), hop.interfaceName(), ArpJob.access(outcome));
    }
    outcome.orThrow();
    return scanned.found().isEmpty() || scanned.duplicates() > 0
        ? ExitCode.NEGATIVE
        : ExitCode.POSITIVE;
  }

  private void print(ScanResult scanned, String name, String interfaceName, Access access)
      throws IOException {
    if (job.output().json()) {
      job.print(ScanDocument.summary(scanned, name, interfaceName, access));
    } else if (job.output().quiet()) {
      job.console().out().print(ScanReport.pairs(scanned));
    } else {
      job.console()
          .out()
          .print(
              ScanReport.text(scanned, name, interfaceName, job.vendors(), job.output().style()));
      job.print(access);
    }
  }
}
