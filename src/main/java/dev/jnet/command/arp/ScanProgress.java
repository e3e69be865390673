package dev.jnet.command.arp;

import dev.jnet.link.Link;
import dev.jnet.neighbor.Scan;
import dev.jnet.neighbor.ScanFinding;
import dev.jnet.report.arp.ScanDocument;
import dev.jnet.report.arp.ScanReport;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Shows the progress of a scan: a line on a terminal, or with {@code --json} a document for each
 * station.
 */
final class ScanProgress implements Scan.Listener {
  /** The time between two changes of the line, in ns. */
  private static final long INTERVAL = 100 * Nanos.MILLISECOND;

  private final ArpJob job;
  private final Link link;
  private long shownAt;
  private int count;

  ScanProgress(ArpJob job, Link link) {
    this.job = job;
    this.link = link;
    this.shownAt = link.now();
  }

  @Override
  public void found(ScanFinding found) {
    count += found.isDuplicate() ? 0 : 1;
    if (job.output().json()) {
      try {
        job.print(ScanDocument.host(found, job.vendors()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void progress(int sent, int left) {
    if (link.now() - shownAt >= INTERVAL) {
      shownAt = link.now();
      job.console().progress(ScanReport.progress(sent, left, count));
    }
  }
}
