package dev.jnet.mesh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The measurement of one direction: which packets to send in each train, and what their fate says
 * about each flow.
 */
public final class Measurement {
  private static final int MAX_HOPS = 30;
  private static final int DEFAULT_HOP_LIMIT = 64;
  private static final int COPIES = 2;

  /** Small packets for the loss, in all flows together; each flow has at least a tenth of them. */
  private static final int LOSS_PACKETS = 200;

  private static final int MAX_STEPS = 12;
  private static final int HOP_TRIES = 3;

  private final int family;
  private final List<SizeSearch> searches = new ArrayList<>();
  private final Map<Integer, TrainPacket> sizes = new HashMap<>();
  private final Map<Integer, TrainPacket> hops = new TreeMap<>();
  private final Map<Integer, TrainPacket> small = new HashMap<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<RouterReport> reports = new ArrayList<>();
  private int numbers;
  private int steps;

  /**
   * A measurement that has not begun.
   *
   * @param family the IP version, 4 or 6
   * @param mtu the sender's MTU, in bytes
   * @param flows how many flows
   */
  public Measurement(int family, int mtu, int flows) {
    this.family = family;
    for (int flow = 0; flow < flows; flow++) {
      searches.add(new SizeSearch(TrainPacket.smallest(family), mtu));
    }
  }

  /** The next train; empty when the measurement is over. */
  public List<TrainPacket> next() {
    List<TrainPacket> train = new ArrayList<>();
    if (steps++ == MAX_STEPS) {
      return train;
    }
    for (int flow = 0; flow < searches.size(); flow++) {
      List<Integer> wanted = searches.get(flow).next();
      boolean different = wanted.stream().distinct().count() == wanted.size();
      for (int copy = 0; copy < (different ? COPIES : 1); copy++) {
        for (int size : wanted) {
          add(train, sizes, new TrainPacket(numbers++, flow, size, DEFAULT_HOP_LIMIT, 0));
        }
      }
    }
    if (steps == 1) {
      addHopsAndSmall(train);
    } else if (steps <= HOP_TRIES) {
      addSilentHops(train);
    }
    return train;
  }

  /** Asks again for the routers that have not answered: the packet or the report may be lost. */
  private void addSilentHops(List<TrainPacket> train) {
    for (int flow = 0; flow < searches.size(); flow++) {
      List<String> routers = path(flow).routers();
      for (int i = 0; i < routers.size(); i++) {
        if (routers.get(i).isEmpty()) {
          int bytes = TrainPacket.smallest(family);
          add(train, hops, new TrainPacket(numbers++, flow, bytes, i + 1, 0));
        }
      }
    }
  }

  private void addHopsAndSmall(List<TrainPacket> train) {
    int flows = searches.size();
    int smallest = TrainPacket.smallest(family);
    for (int limit = 1; limit <= MAX_HOPS; limit++) {
      for (int flow = 0; flow < flows; flow++) {
        add(train, hops, new TrainPacket(numbers++, flow, smallest, limit, 0));
      }
    }
    int each = Math.max(LOSS_PACKETS / 10, LOSS_PACKETS / flows);
    for (int i = 0; i < each * flows; i++) {
      int flow = i % flows;
      add(
          train,
          small,
          new TrainPacket(numbers++, flow, smallest, DEFAULT_HOP_LIMIT, Symptom.SENT_CLASS));
    }
  }

  private static void add(
      List<TrainPacket> train, Map<Integer, TrainPacket> kind, TrainPacket packet) {
    train.add(packet);
    kind.put(packet.number(), packet);
  }

  /** Takes the fate of a train. */
  public void learn(List<TrainPacket> train, List<Arrival> arrived, List<RouterReport> reported) {
    arrivals.addAll(arrived);
    reports.addAll(reported);
    for (int flow = 0; flow < searches.size(); flow++) {
      int own = flow;
      List<Integer> sent =
          train.stream()
              .filter(each -> each.flow() == own && sizes.containsKey(each.number()))
              .map(TrainPacket::bytes)
              .toList();
      List<Integer> whole =
          arrived.stream()
              .filter(Arrival::whole)
              .map(each -> sizes.get(each.number()))
              .filter(each -> each != null && each.flow() == own)
              .map(TrainPacket::bytes)
              .toList();
      searches.get(flow).learn(sent, whole);
    }
  }

  /** What each flow met, as far as it is known. */
  public List<FlowResult> flows() {
    List<FlowResult> results = new ArrayList<>();
    for (int flow = 0; flow < searches.size(); flow++) {
      results.add(result(flow));
    }
    return results;
  }

  private FlowResult result(int flow) {
    SizeSearch search = searches.get(flow);
    Integer lost = search.smallestLost().isPresent() ? search.smallestLost().getAsInt() : null;
    Integer mtu = search.largestArrived().isPresent() ? search.largestArrived().getAsInt() : null;
    RouterReport report = mtu == null || lost == null ? null : report(flow, mtu, lost);
    List<Arrival> own = of(flow, small);
    Hops path = path(flow);
    return new FlowResult(
        flow,
        mtu,
        lost,
        lost == null ? 0 : search.triesInVain(),
        report == null ? null : report.router(),
        report == null ? null : report.mtu(),
        (int) of(flow, sizes).stream().filter(each -> !each.whole()).count(),
        (int) small.values().stream().filter(each -> each.flow() == flow).count(),
        (int) own.stream().map(Arrival::number).distinct().count(),
        reordered(own),
        own.isEmpty() ? null : own.get(own.size() - 1).trafficClass(),
        path.routers(),
        path.ends());
  }

  private List<Arrival> of(int flow, Map<Integer, TrainPacket> kind) {
    return arrivals.stream()
        .filter(each -> kind.containsKey(each.number()))
        .filter(each -> kind.get(each.number()).flow() == flow)
        .toList();
  }

  private static int reordered(List<Arrival> own) {
    int most = -1;
    int count = 0;
    for (Arrival each : own) {
      count += each.number() < most ? 1 : 0;
      most = Math.max(most, each.number());
    }
    return count;
  }

  /**
   * The report that explains why larger packets do not arrive: of those about the smallest packet,
   * one that does not promise more than what arrives. A report from a wider place explains nothing.
   */
  private RouterReport report(int flow, int mtu, int lost) {
    return reports.stream()
        .filter(each -> each.tooBig() && each.packet().flow() == flow)
        .filter(each -> each.packet().bytes() >= lost && each.mtu() <= mtu)
        .min(Comparator.comparing(each -> each.packet().bytes()))
        .orElse(null);
  }

  private record Hops(List<String> routers, boolean ends) {}

  /**
   * The routers: as many as the smallest hop limit that arrived has used up, or as the other
   * packets have used up, if these say less. A packet whose hop limit just sufficed may be lost.
   */
  private Hops path(int flow) {
    int arrived =
        Math.min(
            of(flow, hops).stream()
                .mapToInt(each -> hops.get(each.number()).hopLimit())
                .min()
                .orElse(MAX_HOPS + 1),
            of(flow, small).stream()
                .mapToInt(each -> DEFAULT_HOP_LIMIT - each.hopLimit() + 1)
                .filter(each -> each > 0)
                .min()
                .orElse(MAX_HOPS + 1));
    Map<Integer, String> routers = new TreeMap<>();
    for (RouterReport report : reports) {
      if (!report.tooBig() && report.packet().flow() == flow) {
        routers.putIfAbsent(report.packet().hopLimit(), report.router());
      }
    }
    int last = routers.keySet().stream().mapToInt(each -> each).max().orElse(0);
    List<String> path = new ArrayList<>();
    boolean ends = arrived <= MAX_HOPS && arrived > last;
    for (int limit = 1; limit <= (ends ? arrived - 1 : last); limit++) {
      path.add(routers.getOrDefault(limit, ""));
    }
    return new Hops(List.copyOf(path), ends);
  }
}
