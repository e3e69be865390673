package dev.jnet.command.arp;

import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.link.Link;
import dev.jnet.neighbor.AddressRange;
import dev.jnet.neighbor.Found;
import dev.jnet.neighbor.Scan;
import dev.jnet.neighbor.Scanned;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Pace;
import dev.jnet.report.arp.ScanDocument;
import dev.jnet.report.arp.ScanReport;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;

/** {@code jnet arp --scan RANGE}: who is on this link? */
final class ArpScan {
  private static final String AUTO = "auto";

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

  int run(String text) {
    try {
      NetworkPath path;
      AddressRange range;
      if (text.equals(AUTO)) {
        path = job.network().paths().ownLink();
        if (path.networks().isEmpty()) {
          throw new CommandException(
              "no-network",
              path.hop().interfaceName()
                  + " has no IPv4 network of at most a /12: name a range, as in --scan 192.0.2.0/24");
        }
        range = path.networks().get(0);
      } else {
        range = range(text);
        path = job.network().paths().onLink(range.get(0));
      }
      String name = text.equals(AUTO) ? range.toString() : text;
      // a large ring takes the kernel a while to make
      int slots = Math.max(FEWEST_SLOTS, Math.min(MAX_SLOTS, 4 * range.size()));
      return scan(name, path, range, job.open(path, slots));
    } catch (IOException e) {
      return job.failed("scan", text, e);
    } catch (UncheckedIOException e) {
      return job.failed("scan", text, e.getCause());
    }
  }

  private static AddressRange range(String text) throws CommandException {
    if (text.indexOf(':') >= 0) {
      throw new CommandException(
          "usage",
          "--scan "
              + text
              + ": an IPv6 network has too many addresses to ask for each (a /64 has 2^64); --watch"
              + " shows those in use");
    }
    try {
      return AddressRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          "usage",
          "--scan " + text + ": " + e.getMessage() + "; take 192.0.2.0/24, 192.0.2.1-99 or auto");
    }
  }

  private int scan(String name, NetworkPath path, AddressRange range, Link link)
      throws IOException {
    double rate = job.options().rate() > 0 ? job.options().rate() : DEFAULT_RATE;
    Progress progress = new Progress(link);
    Inet4Address source =
        path.hop().source() instanceof Inet4Address own
            ? own
            : (Inet4Address) Addresses.literal("0.0.0.0");
    NetworkPath.Outcome<Scanned> outcome =
        job.attempt(
            link,
            Pace.of(rate, BURST),
            new Scan(
                path.hop().interfaceName(), source, path.hop().sourceMac(), range, wait, progress));
    Scanned scanned = outcome.result();
    job.console().progress("");
    if (outcome.worthTelling()) {
      print(scanned, name, path);
    }
    outcome.orThrow();
    return scanned.found().isEmpty() || scanned.duplicates() > 0
        ? ExitCode.NEGATIVE
        : ExitCode.POSITIVE;
  }

  private void print(Scanned scanned, String name, NetworkPath path) throws IOException {
    if (job.output().json()) {
      job.print(ScanDocument.summary(scanned, name, path.hop().interfaceName()));
    } else if (job.output().quiet()) {
      job.console().out().print(ScanReport.pairs(scanned));
    } else {
      job.console()
          .out()
          .print(
              ScanReport.text(
                  scanned, name, path.hop().interfaceName(), job.vendors(), job.output().style()));
    }
  }

  /** A line on a terminal that changes while the scan runs; with {@code --json} what it finds. */
  private final class Progress implements Scan.Listener {
    private static final long EVERY = 100_000_000L;

    private final Link link;
    private long shownAt;
    private int count;

    Progress(Link link) {
      this.link = link;
      this.shownAt = link.now();
    }

    @Override
    public void found(Found found) {
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
      if (link.now() - shownAt >= EVERY) {
        shownAt = link.now();
        job.console().progress(ScanReport.progress(sent, left, count));
      }
    }
  }
}
