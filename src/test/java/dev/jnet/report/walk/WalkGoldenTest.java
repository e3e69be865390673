package dev.jnet.report.walk;

import static dev.jnet.report.Samples.ASCII;
import static dev.jnet.report.Samples.COLORED;
import static dev.jnet.report.Samples.TERMINAL;
import static dev.jnet.report.Samples.addJson;

import dev.jnet.report.Golden;
import dev.jnet.report.Origin;
import dev.jnet.report.walk.WalkReport.Wishes;
import dev.jnet.walk.Walk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WalkGoldenTest {
  private static final Wishes EXPLAINED = new Wishes(false, false);
  private static final Wishes BRIEF = new Wishes(true, false);
  private static final Wishes IN_FULL = new Wishes(false, true);

  private static final Origin ORIGIN =
      new Origin("2026-01-02T03:04:05.678Z", "0.1.0", "jnet walk --html '<a & b>.html' http://x/");

  private final Map<String, String> files = new TreeMap<>();

  @Test
  void printsGoldenFiles() throws IOException {
    Walk arrived = WalkSamples.arrived();
    files.put("arrived.txt", WalkReport.text(arrived, EXPLAINED, TERMINAL));
    files.put("arrived.color.txt", WalkReport.text(arrived, EXPLAINED, COLORED));
    files.put("arrived.ascii.txt", WalkReport.text(arrived, EXPLAINED, ASCII));
    files.put("arrived.hex.txt", WalkReport.text(arrived, IN_FULL, TERMINAL));
    files.put("arrived.brief.txt", WalkReport.text(arrived, BRIEF, TERMINAL));
    files.put("redirected.brief.txt", WalkReport.text(WalkSamples.redirected(), BRIEF, TERMINAL));
    files.put("stalled.brief.txt", WalkReport.text(WalkSamples.stalled(), BRIEF, TERMINAL));
    addPage("arrived", arrived);
    addPage("redirected", WalkSamples.redirected());
    addPage("secure", WalkSamples.secure());
    add("redirected", WalkSamples.redirected());
    add("refused", WalkSamples.refused());
    add("secure", WalkSamples.secure());
    add("tls-failed", WalkSamples.expiredCertificate());
    add("stalled", WalkSamples.stalled());
    add("stalled-proven", WalkSamples.stalledProven());
    add("stalled-way-there", WalkSamples.stalledOnTheWayThere());
    add("no-such-name", WalkSamples.noSuchName());
    add("resolver-silent", WalkSamples.resolverSilent());
    add("port-closed", WalkSamples.portClosed());
    add("filtered", WalkSamples.filtered());
    add("smtp", WalkSamples.mail());
    add("ssh", WalkSamples.shell());
    addJson(files, "arrived", List.of(WalkDocuments.of(arrived)));
    addJson(files, "error", List.of(WalkDocument.error("http://x/", "url", "no such URL")));
    Golden.compareReport("walk", files);
  }

  private void add(String name, Walk walk) {
    files.put(name + ".txt", WalkReport.bare(walk) + WalkReport.text(walk, EXPLAINED, TERMINAL));
    addJson(files, name, List.of(WalkDocuments.of(walk)));
  }

  private void addPage(String name, Walk walk) {
    files.put(name + ".html", WalkReport.page(walk, EXPLAINED, ORIGIN));
  }
}
