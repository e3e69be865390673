package dev.jnet.mesh;

import dev.jnet.wire.Addresses;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The links that the traces of all pairs show. A router has an address on each of its links. Two of
 * them count as one router's where a trace shows it: a router answers from the address on the link
 * by which a packet came. The other end of that link, which is the other address of the same /31 or
 * /30 (IPv6: /127 or /126), belongs to the router before it. IPv4 and IPv6 are kept apart.
 */
public final class LinkMap {
  private final Map<String, String> parents = new HashMap<>();

  /** The routers or members that follow each in some trace. */
  private final Map<String, Set<String>> next = new HashMap<>();

  private LinkMap() {}

  /** The map that results show. */
  public static LinkMap of(List<PairResult> results) {
    LinkMap map = new LinkMap();
    Set<String> seen = new HashSet<>();
    for (PairResult result : results) {
      result.flows().forEach(flow -> seen.addAll(flow.path()));
    }
    for (PairResult result : results) {
      for (FlowResult flow : result.flows()) {
        map.learn(flow.path(), seen);
      }
    }
    for (PairResult result : results) {
      for (FlowResult flow : result.flows()) {
        for (DirectedLink link : links(map.nodes(result.direction(), flow))) {
          map.next.computeIfAbsent(link.from(), each -> new HashSet<>()).add(link.to());
        }
      }
    }
    return map;
  }

  private void learn(List<String> path, Set<String> seen) {
    for (int i = 1; i < path.size(); i++) {
      String before = path.get(i - 1);
      if (!before.isEmpty() && !path.get(i).isEmpty()) {
        otherEnd(path.get(i), seen).ifPresent(end -> merge(before, end));
      }
    }
  }

  /** The other address of a link, where one was seen in its /31 or /30. */
  private static Optional<String> otherEnd(String text, Set<String> seen) {
    if (!Addresses.isLiteral(text)) {
      return Optional.empty();
    }
    byte[] bytes = Addresses.literal(text).getAddress();
    BigInteger value = new BigInteger(1, bytes);
    List<Integer> offsets = new ArrayList<>();
    offsets.add(value.testBit(0) ? -1 : 1); // of a /31
    int last = value.intValue() & 3;
    if (last == 1 || last == 2) {
      offsets.add(0, last == 1 ? 1 : -1); // of a /30
    }
    for (int offset : offsets) {
      Optional<String> end = text(value.add(BigInteger.valueOf(offset)), bytes.length);
      if (end.isPresent() && seen.contains(end.get())) {
        return end;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> text(BigInteger value, int length) {
    byte[] bytes = new byte[length];
    byte[] digits = value.toByteArray();
    for (int i = 1; i <= Math.min(length, digits.length); i++) {
      bytes[length - i] = digits[digits.length - i];
    }
    try {
      return Optional.of(Addresses.text(InetAddress.getByAddress(bytes)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private void merge(String one, String other) {
    String a = router(one);
    String b = router(other);
    if (!a.equals(b)) {
      parents.put(a.compareTo(b) < 0 ? b : a, a.compareTo(b) < 0 ? a : b);
    }
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
