package dev.jnet.mesh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Links that break some flows and carry others. Several parallel links between two routers are one
 * link in the traces, where the routers answer from one address. A flow takes one of them by
 * chance, so a healthy flow does not clear what the traces show as one link; many healthy paths do.
 */
final class SomeFlows {
  /** A link is clear where chance leads to so many healthy paths less often than this. */
  private static final double MAX_CHANCE = 0.001;

  /** The share of flows that break may be so many standard deviations from what was seen. */
  private static final double DEVIATIONS = 2;

  /** Flows lose unequally where their losses scatter by so many standard deviations too much. */
  private static final double MIN_SCATTER = 4;

  private static final int STEPS = 40;

  /**
   * A flow that passed a path.
   *
   * @param path all its links
   * @param presence whether it has the symptom
   */
  record Passage(
      Direction direction, FlowResult flow, List<DirectedLink> path, Symptom.Presence presence) {
    boolean isBroken() {
      return presence == Symptom.Presence.BROKEN;
    }
  }

  private record Path(Direction direction, List<DirectedLink> links) {}

  private final Map<Path, List<Passage>> paths = new HashMap<>();
  private final Map<DirectedLink, List<List<Passage>>> byLink = new HashMap<>();
  private final boolean isLoss;
  private final double share;

  /**
   * Looks at all flows of a round.
   *
   * @param symptom what some of them have
   */
  SomeFlows(Symptom symptom, List<Passage> passages) {
    isLoss = symptom.kind() == Symptom.Kind.LOSS;
    for (Passage each : passages) {
      boolean isKnown = each.flow().ends() && each.presence() != Symptom.Presence.UNKNOWN;
      if (isKnown || isLoss) {
        paths
            .computeIfAbsent(new Path(each.direction(), each.path()), path -> new ArrayList<>())
            .add(each);
      }
    }
    paths.forEach(
        (path, flows) ->
            path.links()
                .forEach(
                    link -> byLink.computeIfAbsent(link, each -> new ArrayList<>()).add(flows)));
    share = share();
  }

  private static long broken(List<Passage> flows) {
    return flows.stream().filter(Passage::isBroken).count();
  }

  private static boolean isMixed(List<Passage> flows) {
    long broken = broken(flows);
    return broken > 0 && broken < flows.size();
  }

  /**
   * The share of the flows through the link that break, from the paths on which any does. Paths on
   * which none does may not pass it, so what was seen is the share given that one at least broke.
   */
  private double share() {
    List<List<Passage>> seen = paths.values().stream().filter(each -> broken(each) > 0).toList();
    double all = seen.stream().mapToLong(SomeFlows::broken).sum();
    double low = 0;
    double high = 1;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      double expected =
          seen.stream()
              .mapToDouble(each -> each.size() * middle / (1 - Math.pow(1 - middle, each.size())))
              .sum();
      if (expected < all) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private double deviation() {
    int flows = paths.values().stream().filter(each -> broken(each) > 0).mapToInt(List::size).sum();
    return flows == 0 ? 0 : DEVIATIONS * Math.sqrt(share * (1 - share) / flows);
  }

  /**
   * Links that may break some flows: flows of one direction that pass the same of them fare
   * differently, and the paths without the symptom that pass them may be healthy by chance.
   */
  Set<DirectedLink> suspects() {
    Set<DirectedLink> suspects = new HashSet<>();
    paths.forEach(
        (path, flows) -> {
          if (isMixed(flows)) {
            suspects.addAll(path.links());
          }
        });
    suspects.removeIf(this::isClear);
    return isLoss && !areLossesUnequal(suspects) ? Set.of() : suspects;
  }

  private boolean isClear(DirectedLink link) {
    List<List<Passage>> passing = byLink.get(link);
    double low = Math.max(0, share - deviation());
    double count = passing.size();
    double healthy = passing.stream().filter(each -> broken(each) == 0).count() / count;
    double expected =
        passing.stream().mapToDouble(each -> Math.pow(1 - low, each.size())).sum() / count;
    return healthy > expected && Math.exp(-count * divergence(healthy, expected)) < MAX_CHANCE;
  }

  /** How unlikely one share is where another is expected: Chernoff's bound. */
  private static double divergence(double seen, double expected) {
    double rest = seen == 1 ? 0 : (1 - seen) * Math.log((1 - seen) / (1 - expected));
    return seen * Math.log(seen / expected) + rest;
  }

  /** Whether all flows of this one's path break, and would not if a part of the flows did. */
  boolean isBrokenWhole(Passage flow) {
    List<Passage> path = paths.getOrDefault(new Path(flow.direction(), flow.path()), List.of(flow));
    double high = Math.min(1, share + deviation());
    return broken(path) == path.size() && Math.pow(high, path.size()) < MAX_CHANCE;
  }

  /** Whether one of these links carries flows without the symptom beside those with it. */
  boolean isPartial(List<DirectedLink> links) {
    if (isLoss) {
      return areLossesUnequal(links);
    }
    return links.stream()
        .flatMap(each -> byLink.getOrDefault(each, List.of()).stream())
        .flatMap(List::stream)
        .anyMatch(each -> !each.isBroken());
  }

  /** Whether the losses of flows that take the same path scatter more than by chance. */
  private boolean areLossesUnequal(Iterable<DirectedLink> links) {
    Set<List<Passage>> all = new HashSet<>();
    links.forEach(each -> all.addAll(byLink.getOrDefault(each, List.of())));
    double scatter = 0;
    double expected = 0;
    double variance = 0;
    for (List<Passage> flows : all) {
      long sent = flows.stream().mapToLong(each -> each.flow().sent()).sum();
      long lost = sent - flows.stream().mapToLong(each -> each.flow().arrived()).sum();
      double loss = (double) lost / Math.max(1, sent);
      if (loss > 0 && loss < 1) {
        expected += flows.size() - 1;
        for (Passage each : flows) {
          double usual = loss * (1 - loss) * each.flow().sent();
          double more = each.flow().sent() - each.flow().arrived() - loss * each.flow().sent();
          scatter += more * more / usual;
          variance += 2 + 1 / usual;
        }
      }
    }
    return variance > 0 && (scatter - expected) / Math.sqrt(variance) > MIN_SCATTER;
  }
}
