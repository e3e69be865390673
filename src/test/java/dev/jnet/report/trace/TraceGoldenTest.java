package dev.jnet.report.trace;

import static dev.jnet.report.Samples.ASCII;
import static dev.jnet.report.Samples.COLORED;
import static dev.jnet.report.Samples.TERMINAL;
import static dev.jnet.report.Samples.addJson;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.ms;

import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.report.Golden;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Origin;
import dev.jnet.report.Style;
import dev.jnet.report.table.TableForm;
import dev.jnet.report.table.TableWriter;
import dev.jnet.trace.Hop;
import dev.jnet.trace.PathWatchResult;
import dev.jnet.trace.PathWatchResult.WatchedHop;
import dev.jnet.trace.TraceResult.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TraceGoldenTest {
  private static final Origin ORIGIN =
      new Origin("2026-01-02T03:04:05.678Z", "0.1.0", "jnet trace --svg '<a & b>.svg' 192.0.2.9");

  private final Map<String, String> files = new TreeMap<>();

  @Test
  void printsGoldenFiles() throws IOException {
    add("plain", TraceSamples.plain());
    add("directly", TraceSamples.directly());
    add("path-mtu", TraceSamples.withPathMtu());
    add("black-hole", TraceSamples.blackHole());
    add("silent-hops", TraceSamples.silentHops());
    add("silent-target", TraceSamples.silentTarget());
    add("hop-limit-too-small", TraceSamples.hopLimitTooSmall());
    add("refused", TraceSamples.refused());
    add("mpls", TraceSamples.mpls());
    add("changes", TraceSamples.changes());
    add("lossy", TraceSamples.lossy());
    add("rationed-target", TraceSamples.rationedTarget());
    add("branches", TraceSamples.branches());
    add("branches-path-mtu", TraceSamples.branchesWithPathMtu());
    add("ordinary-user", TraceSamples.ordinaryUser());
    add("frames-not-captured", TraceSamples.notCaptured());
    add("long-names", TraceSamples.longNames());
    add("slow-name-server", TraceSamples.slowNameServer());
    TraceReportContent branches = TraceSamples.branchesWithPathMtu();
    files.put("branches-path-mtu.color.txt", TraceReport.text(branches, COLORED));
    files.put("branches-path-mtu.ascii.txt", TraceReport.text(branches, ASCII));
    files.put(
        "branches-path-mtu.narrow.txt", TraceReport.text(branches, new Style(true, false, 50)));
    addJson(files, "error", List.of(TraceDocument.error("nowhere.example", "name", "not known")));
    watch();
    Golden.compareReport("trace", files);
  }

  private void add(String name, TraceReportContent content) {
    files.put(name + ".txt", TraceReport.text(content, TERMINAL));
    files.put(name + ".brief.txt", TraceReport.addresses(content));
    files.put(name + ".svg", TraceSvg.of(content, ORIGIN));
    files.put(name + ".csv", table(content));
    addJson(files, name, List.of(TraceDocument.of(content)));
  }

  private static String table(TraceReportContent content) {
    TableWriter writer = new TableWriter(TableForm.CSV);
    StringBuilder lines = new StringBuilder();
    TraceDocument.ofFlows(content).forEach(each -> lines.append(writer.lines(JsonLines.of(each))));
    return lines.toString();
  }

  private void watch() {
    InetAddress server = ip("192.0.2.9");
    PathWatchResult result =
        new PathWatchResult(
            Status.REACHED,
            Via.ICMP,
            10,
            List.of(
                hop(1, List.of(ip("10.0.0.1")), 10, Hop.Loss.NONE),
                hop(2, List.of(ip("198.51.100.1"), ip("198.51.100.2")), 4, Hop.Loss.OWN),
                new WatchedHop(3, List.of(), 10, 0, 0, 0, 0, 0, 0, Hop.Loss.OWN),
                hop(4, List.of(server), 9, Hop.Loss.PERSISTS)));
    Map<InetAddress, String> names = Map.of(server, "server.example");
    files.put("watch.txt", watch(result, names, TERMINAL));
    files.put("watch.color.txt", watch(result, names, COLORED));
    addJson(
        files,
        "watch",
        List.of(
            TraceWatchDocument.of(
                new TraceWatchDocument.Watched(
                    "server.example", server, TraceSamples.plain().hop(), result, ms(10_000)),
                names,
                Access.CAPTURE)));
  }

  private static String watch(PathWatchResult result, Map<InetAddress, String> names, Style style) {
    List<String> lines =
        new TraceWatchReport("server.example", ip("192.0.2.9"), result, names)
            .lines("; q quits", style);
    return String.join("\n", lines) + "\n";
  }

  private static WatchedHop hop(int ttl, List<InetAddress> who, int received, Hop.Loss loss) {
    return new WatchedHop(
        ttl, who, 10, received, ms(ttl), ms(0.5 * ttl), ms(1.1 * ttl), ms(20.5), ms(0.25), loss);
  }
}
