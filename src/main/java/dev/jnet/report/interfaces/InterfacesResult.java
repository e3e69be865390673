package dev.jnet.report.interfaces;

import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.host.Interface;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import java.util.List;
import java.util.Optional;

/**
 * What {@code jnet interfaces} found out.
 *
 * @param interfaces all interfaces, or only the wanted one
 * @param way how packets reach the destination; {@code null} when there is none
 */
public record InterfacesResult(List<Interface> interfaces, Way way) {
  /** Keeps its own copy of the list. */
  public InterfacesResult {
    interfaces = List.copyOf(interfaces);
  }

  /** What follows from them. */
  public List<Finding> findings() {
    return LocalConclusions.ofInterfaces(interfaces, Optional.ofNullable(way).map(Way::route));
  }

  /**
   * How packets reach a destination.
   *
   * @param name the destination as the user wrote it
   * @param route the kernel's answer
   * @param neighbor what the kernel knows about the next hop; {@code null} when it knows nothing,
   *     or the link has no hardware addresses
   */
  public record Way(String name, Route route, Neighbor neighbor) {}
}
