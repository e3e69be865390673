package dev.jnet.mesh;

import dev.jnet.wire.Addresses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The links that the traces of all pairs show. A router has an address on each of its links. Two of
 * them count as one router's where the path there and the path back of a pair show both ends of a
 * link (the two addresses of a /31 or /30, in IPv6 of a /127 or /126) at its place, unless a path
 * has both as different routers. IPv4 and IPv6 are kept apart.
 */
public final class LinkMap {
  /** The bits of a /30 that tell its addresses apart. */
  private static final int HOSTS = 3;

  private final Map<String, String> parents = new HashMap<>();

  /** The addresses that some path has beside each. */
  private final Map<String, Set<String>> apart = new HashMap<>();

  /** The routers or members that follow each in some trace. */
  private final Map<String, Set<String>> next = new HashMap<>();

  private LinkMap() {}

  /** The map that results show. */
  public static LinkMap of(List<PairResult> results) {
    LinkMap map = new LinkMap();
    Map<Direction, List<FlowResult>> flows = new HashMap<>();
    for (PairResult result : results) {
      flows.put(result.direction(), result.flows());
      result.flows().forEach(flow -> map.tellApart(flow.path()));
    }
    // the evidence of short paths is the stronger: less of the way back can differ
    List<List<List<String>>> both = new ArrayList<>();
    flows.forEach(
        (direction, there) ->
            there.forEach(
                flow ->
                    flows.getOrDefault(direction.reversed(), List.of()).stream()
                        .filter(back -> back.path().size() == flow.path().size())
                        .forEach(back -> both.add(List.of(flow.path(), back.path())))));
    both.sort(
        Comparator.comparing((List<List<String>> paths) -> paths.get(0).size())
            .thenComparing(Object::toString));
    both.forEach(paths -> map.learn(paths.get(0), paths.get(1)));
    for (PairResult result : results) {
      for (FlowResult flow : result.flows()) {
        for (DirectedLink link : links(map.nodes(result.direction(), flow))) {
          map.next.computeIfAbsent(link.from(), each -> new HashSet<>()).add(link.to());
        }
      }
    }
    return map;
  }

  /** Notes that the addresses of one path are those of different routers. */
  private void tellApart(List<String> path) {
    for (String one : path) {
      for (String other : path) {
        if (!one.equals(other)) {
          apart.computeIfAbsent(one, each -> new HashSet<>()).add(other);
        }
      }
    }
  }

  /**
   * Learns from the path there and the path back of a pair. Where router i + 1 answers from one end
   * of a link there, and router i from the other end of it back, both paths pass the same routers.
   */
  private void learn(List<String> there, List<String> back) {
    int length = there.size();
    for (int i = 0; i + 1 < length; i++) {
      String end = there.get(i + 1);
      String otherEnd = back.get(length - 1 - i);
      if (areEnds(end, otherEnd)) {
        merge(there.get(i), otherEnd);
        merge(end, back.get(length - 2 - i));
      }
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

  /** Counts two addresses as one router's, unless a path has both routers. */
  private void merge(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return;
    }
    String a = router(one);
    String b = router(other);
    Set<String> ofOther = members(b);
    boolean differ =
        members(a).stream()
            .anyMatch(
                each -> apart.getOrDefault(each, Set.of()).stream().anyMatch(ofOther::contains));
    if (!a.equals(b) && !differ) {
      parents.put(a.compareTo(b) < 0 ? b : a, a.compareTo(b) < 0 ? a : b);
    }
  }

  private Set<String> members(String router) {
    Set<String> members = new HashSet<>(Set.of(router));
    parents.keySet().stream().filter(each -> router(each).equals(router)).forEach(members::add);
    return members;
  }

  /** The address that stands for the router that has this one. */
  public String router(String address) {
    String at = address;
    while (parents.containsKey(at)) {
      at = parents.get(at);
    }
    return at;
  }

  /**
   * The links of a flow's path. One silent router is filled in where other traces show one way only
   * between its neighbors. Other silent routers count as part of one link.
   */
  public List<DirectedLink> links(Direction direction, FlowResult flow) {
    List<String> nodes = nodes(direction, flow);
    for (int i = 1; i < nodes.size() - 1; i++) {
      boolean alone = !nodes.get(i - 1).isEmpty() && !nodes.get(i + 1).isEmpty();
      if (nodes.get(i).isEmpty() && alone) {
        nodes.set(i, between(nodes.get(i - 1), nodes.get(i + 1)));
      }
    }
    nodes.removeIf(String::isEmpty);
    return links(nodes);
  }

  private static List<DirectedLink> links(List<String> nodes) {
    List<DirectedLink> links = new ArrayList<>();
    for (int i = 1; i < nodes.size(); i++) {
      if (!nodes.get(i - 1).isEmpty() && !nodes.get(i).isEmpty()) {
        links.add(new DirectedLink(nodes.get(i - 1), nodes.get(i)));
      }
    }
    return links;
  }

  private List<String> nodes(Direction direction, FlowResult flow) {
    List<String> nodes = new ArrayList<>(List.of(direction.from()));
    flow.path().forEach(hop -> nodes.add(hop.isEmpty() ? "" : router(hop)));
    if (flow.ends() || flow.pathMtu() == null) {
      nodes.add(direction.to());
    } else {
      nodes.addAll(List.of("", "", direction.to()));
    }
    return nodes;
  }

  /** The one router that other traces show between two; empty where they show none or several. */
  private String between(String before, String behind) {
    List<String> found =
        next.getOrDefault(before, Set.of()).stream()
            .filter(each -> next.getOrDefault(each, Set.of()).contains(behind))
            .toList();
    return found.size() == 1 ? found.get(0) : "";
  }
}
