package dev.jnet.command.arp;

import dev.jnet.command.EachTarget;
import dev.jnet.console.ExitCode;
import dev.jnet.link.Link;
import dev.jnet.neighbor.NeighborEvent;
import dev.jnet.neighbor.NeighborWatch;
import dev.jnet.neighbor.WatchResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import dev.jnet.report.arp.WatchDocument;
import dev.jnet.report.arp.WatchText;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code jnet arp --watch}: which stations claim which addresses, until the user ends it. */
final class ArpWatch implements EachTarget<String> {
  /** How many frames the kernel keeps. After a power cut all stations may send at once. */
  private static final int SLOTS = 4096;

  private final ArpJob job;
  private long paused;

  ArpWatch(ArpJob job) {
    this.job = job;
  }

  @Override
  public int ask(String nothing) throws IOException {
    try {
      NetworkPath path = job.network().paths().ownLink();
      return watch(path, job.open(path.listening(), SLOTS));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public String error(String name, IOException e) {
    return ArpJob.error("watch", null, e);
  }

  private int watch(NetworkPath path, Link link) throws IOException {
    if (!job.output().json() && !job.output().quiet()) {
      job.console()
          .err()
          .println("listening on " + path.hop().interfaceName() + "; Ctrl-C ends it");
      job.console().err().flush();
    }
    job.console().tryOut();
    long since = link.now();
    NetworkPath.Outcome<WatchResult> outcome =
        job.attempt(
            link,
            Pace.unlimited(),
            new NeighborWatch(event -> print(event, watchUntilNow(since, path, link))));
    Tally tally = outcome.tally();
    if (job.output().json() || job.output().quiet()) {
      job.console().warnOfUncaptured(tally.uncaptured());
    } else {
      job.print(Access.CAPTURE.after(tally.afterPauses(paused + tally.paused())));
      job.console().err().println(WatchText.summary(outcome.result(), path.hop().interfaceName()));
    }
    outcome.orThrow();
    return ExitCode.POSITIVE;
  }

  /** The watch, with the time so far in which jnet did not run. */
  private WatchDocument.Watch watchUntilNow(long since, NetworkPath path, Link link) {
    paused += link.paused();
    Access access = Access.CAPTURE.after(new Tally(0, 0, 0).afterPauses(paused));
    return new WatchDocument.Watch(since, path.hop().interfaceName(), access);
  }

  private void print(NeighborEvent event, WatchDocument.Watch watch) {
    try {
      if (job.output().json()) {
        job.print(WatchDocument.of(event, watch, job.vendors()));
      } else {
        job.console()
            .out()
            .println(WatchText.line(event, watch.since(), job.vendors(), job.output().style()));
        job.console().out().flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
