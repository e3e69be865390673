package dev.jnet.mesh;

import dev.jnet.wire.Addresses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which addresses are one router's. Two count as such where the path there and the path back of a
 * pair show both ends of a link (the two addresses of a /31 or /30, in IPv6 of a /127 or /126) at
 * their place. They do not where a path has both, where a path forks into both (unless by parallel
 * links), or where such evidence contradicts itself: then the path back may be another one.
 */
final class Aliases {
  /** The bits of a /30 that tell its addresses apart. */
  private static final int HOSTS = 3;

  /** The addresses of other routers, by address. */
  private final Map<String, Set<String>> apart = new HashMap<>();

  /** Addresses of a router on links that lie side by side, by each of them. */
  private final Map<String, Set<String>> parallel = new HashMap<>();

  /** All addresses of a router, by each of them. */
  private final Map<String, SortedSet<String>> routers = new HashMap<>();

  /** Finds them in the paths of a round. */
  Aliases(List<PairResult> results) {
    Map<Direction, Set<List<String>>> paths = new HashMap<>();
    Map<List<String>, Set<String>> forks = new HashMap<>();
    for (PairResult result : results) {
      Set<List<String>> own = paths.computeIfAbsent(result.direction(), each -> new HashSet<>());
      for (FlowResult flow : result.flows()) {
        if (own.add(flow.path())) {
          fork(result.from(), flow.path(), forks);
        }
      }
    }
    paths.forEach((direction, there) -> findParallel(there, paths.get(direction.reversed())));
    paths.values().forEach(own -> own.forEach(path -> tellApart(new HashSet<>(path))));
    forks.values().forEach(this::tellApart);
    // the evidence of short paths is the stronger: less of the way back can differ
    evidence(paths).values().forEach(this::merge);
  }

  /** Notes that these are the addresses of different routers. */
  private void tellApart(Set<String> addresses) {
    for (String each : addresses) {
      if (addresses.size() > 1 && !each.isEmpty()) {
        apart.computeIfAbsent(each, router -> new HashSet<>()).addAll(addresses);
        apart.get(each).remove(each);
        apart.get(each).removeAll(parallel.getOrDefault(each, Set.of()));
      }
    }
  }

  /**
   * Finds links between the same two routers. One sender sees several ends behind the same router,
   * and the way back shows the other ends of these very links behind one router, at their place.
   */
  private void findParallel(Set<List<String>> there, Set<List<String>> back) {
    Map<List<String>, Set<String>> ends = new HashMap<>();
    for (List<String> path : there) {
      for (List<String> other : back == null ? Set.<List<String>>of() : back) {
        int length = other.size() == path.size() ? path.size() : 0;
        for (int i = 0; i + 1 < length; i++) {
          String near = path.get(i);
          String far = other.get(length - 2 - i);
          boolean isLink = areEnds(path.get(i + 1), other.get(length - 1 - i));
          if (isLink && !near.isEmpty() && !far.isEmpty()) {
            List<String> place = new ArrayList<>(path.subList(0, i + 1));
            place.add(far);
            ends.computeIfAbsent(place, each -> new HashSet<>()).add(path.get(i + 1));
          }
        }
      }
    }
    ends.values().stream()
        .filter(each -> each.size() > 1)
        .forEach(
            each ->
                each.forEach(
                    end -> parallel.computeIfAbsent(end, own -> new HashSet<>()).addAll(each)));
  }

  /** Whether this is a router's address on one of several links that lie side by side. */
  boolean isParallel(String address) {
    return parallel.containsKey(address);
  }

  /** Notes which router follows each beginning of a path. */
  private static void fork(String from, List<String> path, Map<List<String>, Set<String>> forks) {
    List<String> before = new ArrayList<>(List.of(from));
    for (String each : path) {
      if (each.isEmpty()) {
        return;
      }
      forks.computeIfAbsent(List.copyOf(before), way -> new HashSet<>()).add(each);
      before.add(each);
    }
  }

  /** Addresses that are one router's by what paths show, by the length of these paths. */
  private static Map<Integer, Map<String, SortedSet<String>>> evidence(
      Map<Direction, Set<List<String>>> paths) {
    Map<Integer, Map<String, SortedSet<String>>> all = new TreeMap<>();
    paths.forEach(
        (direction, there) -> {
          for (List<String> path : there) {
            for (List<String> back : paths.getOrDefault(direction.reversed(), Set.of())) {
              if (back.size() == path.size()) {
                learn(path, back, all.computeIfAbsent(path.size(), each -> new TreeMap<>()));
              }
            }
          }
        });
    return all;
  }

  /**
   * Learns from the path there and the path back of a pair. Where router i + 1 answers from one end
   * of a link there, and router i from the other end of it back, both paths pass the same routers.
   */
  private static void learn(
      List<String> there, List<String> back, Map<String, SortedSet<String>> same) {
    int length = there.size();
    for (int i = 0; i + 1 < length; i++) {
      String end = there.get(i + 1);
      String otherEnd = back.get(length - 1 - i);
      if (areEnds(end, otherEnd)) {
        note(there.get(i), otherEnd, same);
        note(end, back.get(length - 2 - i), same);
      }
    }
  }

  private static void note(String one, String other, Map<String, SortedSet<String>> same) {
    if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
      same.computeIfAbsent(one, each -> new TreeSet<>()).add(other);
      same.computeIfAbsent(other, each -> new TreeSet<>()).add(one);
    }
  }

  /** Whether two addresses are the two ends of a link: those of a /31 or /30. */
  private static boolean areEnds(String one, String other) {
    if (!Addresses.isLiteral(one) || !Addresses.isLiteral(other)) {
      return false;
    }
    byte[] a = Addresses.literal(one).getAddress();
    byte[] b = Addresses.literal(other).getAddress();
    if (a.length != b.length) {
      return false;
    }
    int last = a.length - 1;
    int low = a[last] & HOSTS;
    int otherLow = b[last] & HOSTS;
    boolean near =
        Arrays.equals(a, 0, last, b, 0, last) && (a[last] & ~HOSTS) == (b[last] & ~HOSTS);
    return near && (low + otherLow == HOSTS || (low ^ otherLow) == 1) && low != otherLow;
  }

  private void merge(Map<String, SortedSet<String>> same) {
    same.forEach(
        (one, others) -> {
          for (String other : others) {
            if (!areApart(others, Set.of(other)) && !areApart(same.get(other), Set.of(one))) {
              merge(one, other);
            }
          }
        });
  }

  private void merge(String one, String other) {
    SortedSet<String> both = new TreeSet<>(addresses(one));
    if (both.addAll(addresses(other)) && !areApart(addresses(one), addresses(other))) {
      both.forEach(each -> routers.put(each, both));
    }
  }

  private SortedSet<String> addresses(String router) {
    return routers.getOrDefault(router, new TreeSet<>(Set.of(router)));
  }

  private boolean areApart(Set<String> some, Set<String> others) {
    return some.stream()
        .anyMatch(each -> apart.getOrDefault(each, Set.of()).stream().anyMatch(others::contains));
  }

  /** The address that stands for the router that has this one. */
  String router(String address) {
    SortedSet<String> all = routers.get(address);
    return all == null ? address : all.first();
  }
}
