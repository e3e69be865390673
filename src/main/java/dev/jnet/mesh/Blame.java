package dev.jnet.mesh;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which links explain what is wrong: the smallest set of directed links so that each flow with a
 * symptom has one of them on its path, and no flow without the symptom has any. Where flows that
 * take the same path fare differently, a link may break some flows only: see {@link SomeFlows}.
 * Where it takes several links, but one router is on all these paths and on no healthy one, that is
 * the router.
 *
 * @param suspects the links and routers, by symptom
 * @param unexplained flows with a symptom for which all links are on paths of healthy flows, too
 */
public record Blame(List<Suspect> suspects, Map<Symptom, List<Direction>> unexplained) {
  /** Up to so many links the smallest set is found by trying all; above, greedily. */
  private static final int MAX_EXACT = 3;

  /** Up to so many groups of links all sets are tried. */
  private static final int MAX_GROUPS = 120;

  /**
   * A flow with the symptom.
   *
   * @param links those of its path that may be at fault
   */
  private record Broken(SomeFlows.Passage passage, Set<DirectedLink> links) {
    Direction direction() {
      return passage.direction();
    }
  }

  /** Links that are on the paths of the same broken flows: these flows cannot tell them apart. */
  private record Group(List<DirectedLink> links, BitSet flows) {}

  /** Finds the links. */
  public static Blame of(List<PairResult> results) {
    LinkMap map = LinkMap.of(results);
    Set<Symptom> symptoms = new TreeSet<>();
    for (PairResult result : results) {
      result.flows().forEach(flow -> symptoms.addAll(Symptom.of(flow)));
    }
    List<Suspect> suspects = new ArrayList<>();
    Map<Symptom, List<Direction>> unexplained = new TreeMap<>();
    for (Symptom symptom : symptoms) {
      blame(symptom, results, map, suspects, unexplained);
    }
    return new Blame(List.copyOf(suspects), unexplained);
  }

  private static void blame(
      Symptom symptom,
      List<PairResult> results,
      LinkMap map,
      List<Suspect> suspects,
      Map<Symptom, List<Direction>> unexplained) {
    List<Broken> broken = new ArrayList<>();
    List<SomeFlows.Passage> passages = new ArrayList<>();
    Set<DirectedLink> innocent = new HashSet<>();
    LinkLosses losses = new LinkLosses();
    boolean isLoss = symptom.kind() == Symptom.Kind.LOSS;
    for (PairResult result : results) {
      for (FlowResult flow : result.flows()) {
        List<DirectedLink> links = map.links(result.direction(), flow);
        Symptom.Presence presence = symptom.in(flow, result.mtu());
        SomeFlows.Passage passage =
            new SomeFlows.Passage(result.direction(), flow, links, presence);
        losses.add(result.direction(), links, flow, passage.isBroken());
        passages.add(passage);
        switch (presence) {
          case BROKEN -> broken.add(new Broken(passage, new LinkedHashSet<>(links)));
          case HEALTHY -> innocent.addAll(isLoss ? Set.of() : links);
          case UNKNOWN -> {}
        }
      }
    }
    if (isLoss) {
      innocent.addAll(losses.innocent());
    }
    SomeFlows some = new SomeFlows(symptom, passages);
    boolean isPartial = clear(symptom, broken, innocent, some, map);
    List<Group> groups = groups(broken);
    BitSet explainable = new BitSet();
    groups.forEach(group -> explainable.or(group.flows()));
    int all = directions(broken, full(broken.size())).size();
    List<Group> chosen = smallest(groups, explainable);
    Optional<String> router =
        chosen.size() > 1 && !isPartial ? commonRouter(broken, innocent, map) : Optional.empty();
    BitSet explained = router.isPresent() ? full(broken.size()) : explainable;
    if (router.isPresent()) {
      chosen = List.of(new Group(linksOf(router.get(), broken, map), explained));
    }
    for (Group group : chosen) {
      suspects.add(
          new Suspect(
              symptom,
              router.orElse(null),
              group.links(),
              directions(broken, group.flows()),
              all,
              reporters(broken, group.flows(), map),
              router.isEmpty()
                  && (map.areParallel(group.links()) || some.isPartial(group.links()))));
    }
    BitSet left = full(broken.size());
    left.andNot(explained);
    if (!left.isEmpty()) {
      unexplained.put(symptom, directions(broken, left));
    }
  }

  /**
   * Leaves each broken flow the links that may be at fault. Where healthy flows pass all of them,
   * these are links that break some flows only.
   *
   * @return whether there are such links
   */
  private static boolean clear(
      Symptom symptom,
      List<Broken> broken,
      Set<DirectedLink> innocent,
      SomeFlows some,
      LinkMap map) {
    boolean isUnexplained = false;
    for (Broken each : broken) {
      List<DirectedLink> own = reported(symptom, each, map);
      if (!own.isEmpty()) {
        each.links().retainAll(own);
      }
      each.links().removeAll(innocent);
      if (each.links().isEmpty() && !own.isEmpty()) {
        each.links().addAll(own); // the router says so, whatever other flows meet
      }
      isUnexplained |= each.links().isEmpty();
    }
    Set<DirectedLink> partial = isUnexplained ? some.suspects() : Set.of();
    for (Broken each : broken) {
      if (each.links().isEmpty() || !some.isBrokenWhole(each.passage())) {
        each.passage().path().stream().filter(partial::contains).forEach(each.links()::add);
      }
    }
    return !partial.isEmpty();
  }

  /**
   * A router that reports a packet as too big is the one that cannot send it on, so only its own
   * link may be at fault. Empty without such a report.
   */
  private static List<DirectedLink> reported(Symptom symptom, Broken broken, LinkMap map) {
    return symptom.kind() == Symptom.Kind.NARROW
        ? broken.passage().path().stream()
            .filter(each -> each.from().equals(map.router(broken.passage().flow().reportedBy())))
            .toList()
        : List.of();
  }

  /** The one router that is on all broken paths and on no healthy one, if there is one. */
  private static Optional<String> commonRouter(
      List<Broken> broken, Set<DirectedLink> innocent, LinkMap map) {
    Set<String> common = null;
    for (Broken each : broken) {
      Set<String> routers = new HashSet<>();
      each.passage().path().forEach(link -> routers.add(map.router(link.to())));
      routers.remove(each.direction().to());
      if (common == null) {
        common = routers;
      } else {
        common.retainAll(routers);
      }
    }
    if (common == null) {
      return Optional.empty();
    }
    for (DirectedLink link : innocent) {
      common.remove(link.from());
      common.remove(map.router(link.to()));
    }
    return common.size() == 1 ? Optional.of(common.iterator().next()) : Optional.empty();
  }

  private static List<DirectedLink> linksOf(String router, List<Broken> broken, LinkMap map) {
    return broken.stream()
        .flatMap(each -> each.passage().path().stream())
        .filter(link -> link.from().equals(router) || map.router(link.to()).equals(router))
        .distinct()
        .toList();
  }

  private static BitSet full(int size) {
    BitSet all = new BitSet();
    all.set(0, size);
    return all;
  }

  private static List<Direction> directions(List<Broken> broken, BitSet which) {
    return which.stream()
        .mapToObj(i -> broken.get(i).direction())
        .distinct()
        .sorted(Comparator.comparing(Direction::from).thenComparing(Direction::to))
        .toList();
  }

  private static List<String> reporters(List<Broken> broken, BitSet which, LinkMap map) {
    return which.stream()
        .mapToObj(i -> broken.get(i).passage().flow().reportedBy())
        .filter(each -> each != null)
        .map(map::router)
        .distinct()
        .sorted()
        .toList();
  }

  /** The links in groups; those that explain less than another one alone are left out. */
  private static List<Group> groups(List<Broken> broken) {
    Map<DirectedLink, BitSet> flows = new LinkedHashMap<>();
    for (int i = 0; i < broken.size(); i++) {
      for (DirectedLink link : broken.get(i).links()) {
        flows.computeIfAbsent(link, each -> new BitSet()).set(i);
      }
    }
    Map<BitSet, List<DirectedLink>> same = new LinkedHashMap<>();
    flows.forEach((link, set) -> same.computeIfAbsent(set, each -> new ArrayList<>()).add(link));
    List<Group> groups = new ArrayList<>();
    same.forEach((set, links) -> groups.add(new Group(links, set)));
    List<Group> useful =
        new ArrayList<>(
            groups.stream()
                .filter(each -> groups.stream().noneMatch(other -> isMore(other, each)))
                .toList());
    useful.sort((a, b) -> Integer.compare(b.flows().cardinality(), a.flows().cardinality()));
    return useful;
  }

  private static boolean isMore(Group other, Group each) {
    BitSet rest = (BitSet) each.flows().clone();
    rest.andNot(other.flows());
    return rest.isEmpty() && other.flows().cardinality() > each.flows().cardinality();
  }

  private static List<Group> smallest(List<Group> groups, BitSet wanted) {
    for (int size = 1; size <= MAX_EXACT && groups.size() <= MAX_GROUPS; size++) {
      List<Group> found = choose(groups, 0, size, wanted);
      if (!found.isEmpty() || wanted.isEmpty()) {
        return found;
      }
    }
    return greedy(groups, wanted);
  }

  /** A set of that size that covers all wanted flows; empty where there is none. */
  private static List<Group> choose(List<Group> groups, int from, int size, BitSet wanted) {
    for (int i = from; i < groups.size() && size > 0; i++) {
      BitSet rest = (BitSet) wanted.clone();
      rest.andNot(groups.get(i).flows());
      List<Group> further = rest.isEmpty() ? List.of() : choose(groups, i + 1, size - 1, rest);
      if (rest.isEmpty() || !further.isEmpty()) {
        List<Group> chosen = new ArrayList<>(List.of(groups.get(i)));
        chosen.addAll(further);
        return chosen;
      }
    }
    return List.of();
  }

  private static List<Group> greedy(List<Group> groups, BitSet wanted) {
    List<Group> chosen = new ArrayList<>();
    BitSet rest = (BitSet) wanted.clone();
    while (!rest.isEmpty()) {
      Group best = null;
      int most = 0;
      for (Group group : groups) {
        BitSet gain = (BitSet) group.flows().clone();
        gain.and(rest);
        if (gain.cardinality() > most) {
          most = gain.cardinality();
          best = group;
        }
      }
      chosen.add(best);
      rest.andNot(best.flows());
    }
    return chosen;
  }
}
