package dev.jnet.report.lab;

import static dev.jnet.report.Samples.ASCII;
import static dev.jnet.report.Samples.COLORED;
import static dev.jnet.report.Samples.TERMINAL;
import static dev.jnet.report.Samples.addJson;

import dev.jnet.report.Golden;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabsGoldenTest {
  private static final LabsDocument.Network HOLE =
      new LabsDocument.Network(
          "hole",
          "A black hole",
          new LabsDocument.Client(1500, List.of("10.0.0.2/24", "2001:db8::2/64")),
          List.of(
              new LabsDocument.Host("server.test", List.of("192.0.2.9", "2001:db8:9::9")),
              new LabsDocument.Host("web.test", List.of("192.0.2.10"))),
          List.of("you ── r1 ── server.test", "           MTU 1400"),
          List.of(
              "r1 drops what is larger than 1400 bytes and tells nobody, so that connections hang"
                  + " as soon as they send that much at once."),
          "jnet mtu --lab hole server.test");

  private static final LabsDocument.Network PLAIN =
      new LabsDocument.Network(
          "plain",
          "Nothing special",
          new LabsDocument.Client(1500, List.of("10.0.0.2/24")),
          List.of(new LabsDocument.Host("server.test", List.of("192.0.2.9"))),
          List.of("you ── server.test"),
          List.of(),
          "jnet trace --lab plain server.test");

  @Test
  void printsGoldenFiles() throws IOException {
    Map<String, String> files = new TreeMap<>();
    files.put("list.txt", LabsReport.list(List.of(HOLE, PLAIN), TERMINAL));
    files.put("list.color.txt", LabsReport.list(List.of(HOLE, PLAIN), COLORED));
    files.put("list.ascii.txt", LabsReport.list(List.of(HOLE, PLAIN), ASCII));
    files.put("one.txt", LabsReport.one(HOLE, TERMINAL));
    files.put("one-without-notes.txt", LabsReport.one(PLAIN, TERMINAL));
    addJson(files, "list", List.of(LabsDocument.of(List.of(HOLE, PLAIN))));
    Golden.compareReport("lab", files);
  }
}
