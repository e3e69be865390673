package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.NetworkAddress;
import dev.jnet.lab.Setting;
import dev.jnet.lab.Settings;
import dev.jnet.lab.Site;
import dev.jnet.lab.Topology;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.report.Style;
import dev.jnet.report.mesh.MeshReport;
import dev.jnet.report.mesh.MeshReportContent;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a round costs by the number of members, on a practice network with virtual time: the table
 * of {@code mesh.md}. {@code -Djnet.mesh.members=10,100,1000} measures further numbers, and writes
 * a line for each into {@code target/mesh-scale.csv}.
 */
class MeshScaleTest {
  private static final Path DOCS = Path.of("src/main/docs/mesh.md");
  private static final int FANOUT = 20;
  private static final int SITES_A_ROUTER = 25;
  private static final int CHORD = 7;

  /** What a round cost. */
  private record Cost(
      int members, int directions, long messages, long bytes, long nanos, long memory) {
    String row() {
      return String.format(
          Locale.ROOT,
          "| %,d | %,d | %,d | %.1f MB | %.1f s |",
          members,
          directions,
          messages,
          bytes / 1e6,
          (double) nanos / Nanos.SECOND);
    }
  }

  /** Routers on a ring with chords, 2 ms apart, and members at each. */
  private static Topology topology(int members) {
    int routers = Math.max(4, members / SITES_A_ROUTER);
    List<Topology.Node> nodes = new ArrayList<>();
    List<Topology.Cable> cables = new ArrayList<>();
    for (int i = 0; i < routers; i++) {
      nodes.add(node(Topology.Kind.ROUTER, "r" + i, "10.0." + i + ".1/24", i));
    }
    for (int i = 0; i < routers; i++) {
      cables.add(cable(i, (i + 1) % routers, 2 * Nanos.MILLISECOND));
      if (routers > 2 * CHORD) {
        cables.add(cable(i, (i + CHORD) % routers, 2 * Nanos.MILLISECOND));
      }
    }
    for (int i = 0; i < members; i++) {
      Topology.Kind kind = i == 0 ? Topology.Kind.CLIENT : Topology.Kind.HOST;
      String address = "10." + (1 + i / 250) + "." + i % 250 + ".10/24";
      String name = String.format(Locale.ROOT, "m%04d", i);
      nodes.add(node(kind, name, address, routers + i));
      cables.add(cable(i % routers, routers + i, 100 * Nanos.MICROSECOND));
    }
    return new Topology("a large mesh", "", nodes, cables);
  }

  private static Topology.Node node(Topology.Kind kind, String name, String address, int number) {
    return new Topology.Node(
        kind,
        List.of(name),
        List.of(NetworkAddress.parse(address)),
        MacAddress.of(0x020000000000L + number),
        Settings.STANDARD);
  }

  private static Topology.Cable cable(int left, int right, long delay) {
    Settings way = Settings.STANDARD.with(Setting.MTU, 1500).with(Setting.DELAY, delay);
    return new Topology.Cable(left, right, way, way);
  }

  /** A bus that notes how long each order took. Practice networks run them one after another. */
  private static Bus timed(PracticeMesh mesh, List<Long> times) {
    Site clock = mesh.sites().get(0);
    return (Bus)
        Proxy.newProxyInstance(
            Bus.class.getClassLoader(),
            new Class<?>[] {Bus.class},
            (proxy, method, arguments) -> {
              long before = clock.now();
              Object answer = method.invoke(mesh.bus(), arguments);
              if (method.getName().equals("request")
                  && ((String) arguments[0]).startsWith("jnet.mesh.order.")) {
                times.add(clock.now() - before);
              }
              return answer;
            });
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static Cost cost(int members) throws IOException {
    PracticeMesh mesh = PracticeMesh.of(Site.of(topology(members), 0), Map.of(), "test");
    List<Long> times = new ArrayList<>();
    RoundOptions options = new RoundOptions(4, 1, FANOUT, Set.of());
    Map<String, Member> all = new Members(mesh.bus(), complaint -> {}).listed();
    assertEquals(members, all.size());
    long messages = mesh.bus().messages();
    long bytes = mesh.bus().bytes();
    long memory = usedMemory();
    Round round = new Round(timed(mesh, times), options, mesh::wallClock, () -> false);
    List<PairResult> results = round.run(all, complaint -> {});
    MeshReportContent content = MeshReportContent.of(List.copyOf(all.values()), results, Map.of());
    assertTrue(content.isFlawless(), MeshReport.text(content, new Style(false, false, 80)));
    long kept = usedMemory() - memory;
    int turns = Math.min(FANOUT, members + members % 2 - 1);
    int aTurn = times.size() / turns;
    long took = 0;
    for (int i = 0; i < times.size(); i += aTurn) {
      took +=
          times.subList(i, Math.min(times.size(), i + aTurn)).stream()
              .mapToLong(t -> t)
              .max()
              .orElse(0);
    }
    return new Cost(
        members,
        results.size(),
        mesh.bus().messages() - messages,
        mesh.bus().bytes() - bytes,
        took,
        kept);
  }

  @Test
  void docsTellWhatARoundCosts() throws IOException {
    String docs = Files.readString(DOCS);
    String counts = System.getProperty("jnet.mesh.members", "10");
    StringBuilder csv = new StringBuilder();
    List<String> missing = new ArrayList<>();
    for (String each : counts.split(",", -1)) {
      Cost cost = cost(Integer.parseInt(each));
      csv.append(
          "%d,%d,%d,%d,%d,%d%n"
              .formatted(
                  cost.members(),
                  cost.directions(),
                  cost.messages(),
                  cost.bytes(),
                  cost.nanos(),
                  cost.memory()));
      if (!docs.contains(cost.row())) {
        missing.add(cost.row() + " memory " + cost.memory());
      }
    }
    if (System.getProperty("jnet.mesh.members") != null) {
      Files.writeString(Path.of("target/mesh-scale.csv"), csv);
    }
    assertEquals(List.of(), missing);
  }
}
