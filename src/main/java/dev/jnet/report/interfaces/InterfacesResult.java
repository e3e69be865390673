package dev.jnet.report.interfaces;

import dev.jnet.host.Interface;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import java.util.List;

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
