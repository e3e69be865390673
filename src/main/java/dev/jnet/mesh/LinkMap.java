package dev.jnet.mesh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The links that the traces of all pairs show, between members and routers. A router has an address
 * on each of its links: see {@link Aliases}. IPv4 and IPv6 are kept apart.
 */
public final class LinkMap {
  private final Aliases aliases;

  /** The routers or members that follow each in some trace. */
  private final Map<String, Set<String>> next = new HashMap<>();

  private LinkMap(Aliases aliases) {
    this.aliases = aliases;
  }

  /** The map that results show. */
  public static LinkMap of(List<PairResult> results) {
    LinkMap map = new LinkMap(new Aliases(results));
    for (PairResult result : results) {
      for (FlowResult flow : result.flows()) {
        for (DirectedLink link : map.links(map.nodes(result.direction(), flow))) {
          map.next.computeIfAbsent(link.from(), each -> new HashSet<>()).add(link.to());
        }
      }
    }
    return map;
  }

  /** The address that stands for the router that has this one. */
  public String router(String address) {
    return aliases.router(address);
  }

  /** Whether these links lie beside others between the same two routers. */
  boolean areParallel(List<DirectedLink> links) {
    return links.stream().anyMatch(each -> aliases.isParallel(each.to()));
  }

  /**
   * The links of a flow's path. Of parallel links whose routers answer from each, a link goes to
   * the router's address on it; otherwise it goes to the address that stands for the router. One
   * silent router is filled in where other traces show one way only between its neighbors. Other
   * silent routers count as part of one link.
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

  private List<DirectedLink> links(List<String> nodes) {
    List<DirectedLink> links = new ArrayList<>();
    for (int i = 1; i < nodes.size(); i++) {
      if (!nodes.get(i - 1).isEmpty() && !nodes.get(i).isEmpty()) {
        links.add(new DirectedLink(router(nodes.get(i - 1)), nodes.get(i)));
      }
    }
    return links;
  }

  private List<String> nodes(Direction direction, FlowResult flow) {
    List<String> nodes = new ArrayList<>(List.of(direction.from()));
    flow.path().forEach(hop -> nodes.add(aliases.isParallel(hop) ? hop : router(hop)));
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
        next.getOrDefault(router(before), Set.of()).stream()
            .filter(each -> next.getOrDefault(router(each), Set.of()).contains(behind))
            .toList();
    return found.size() == 1 ? found.get(0) : "";
  }
}
