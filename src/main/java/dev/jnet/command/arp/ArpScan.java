package dev.jnet.command.arp;

import dev.jnet.command.EachTarget;
import dev.jnet.console.ExitCode;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.neighbor.Scan;
import dev.jnet.neighbor.ScanResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Pace;
import dev.jnet.report.arp.ScanDocument;
import dev.jnet.report.arp.ScanReport;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;

/** {@code jnet arp --scan RANGE}: who is on this link? */
final class ArpScan implements EachTarget<String> {
  /** Questions a second; each takes 67 µs of a 10 Mbit/s link. */
  private static final double DEFAULT_RATE = 10_000;

  /** Questions that may leave at once when the process was held up: 20 ms' worth. */
  private static final int BURST = 200;

  /**
   * Frames that may come while the process is held up: the link's own talk beside the answers, and
   * of a large range most of a second's worth.
   */
  private static final int FEWEST_SLOTS = 1024;

  private static final int MAX_SLOTS = 8_192;

  private final ArpJob job;
  private final long wait;

  /**
   * A scan.
   *
   * @param wait the least wait for an answer, in ns; 0 for the usual
   */
  ArpScan(ArpJob job, long wait) {
    this.job = job;
    this.wait = wait == 0 ? Scan.SHORTEST_WAIT : wait;
  }

  @Override
  public int ask(String text) throws IOException {
    try {
      ScanRange scanned = ScanRange.of(text, job.network().paths());
      // a large ring takes the kernel a while to make
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
    double rate = job.options().rate() > 0 ? job.options().rate() : DEFAULT_RATE;
    ScanProgress progress = new ScanProgress(job, link);
    Inet4Address source =
        hop.source() instanceof Inet4Address own
            ? own
            : (Inet4Address) Addresses.literal("0.0.0.0");
    NetworkPath.Outcome<ScanResult> outcome =
        job.attempt(
            link,
            Pace.of(rate, BURST),
            new Scan(hop.interfaceName(), source, hop.sourceMac(), asked.range(), wait, progress));
    ScanResult scanned = outcome.result();
    job.console().progress("");
    if (outcome.worthTelling()) {
      print(scanned, asked.name(), hop.interfaceName());
    }
    outcome.orThrow();
    return scanned.found().isEmpty() || scanned.duplicates() > 0
        ? ExitCode.NEGATIVE
        : ExitCode.POSITIVE;
  }

  private void print(ScanResult scanned, String name, String interfaceName) throws IOException {
    if (job.output().json()) {
      job.print(ScanDocument.summary(scanned, name, interfaceName));
    } else if (job.output().quiet()) {
      job.console().out().print(ScanReport.pairs(scanned));
    } else {
      job.console()
          .out()
          .print(
              ScanReport.text(scanned, name, interfaceName, job.vendors(), job.output().style()));
    }
  }
}
