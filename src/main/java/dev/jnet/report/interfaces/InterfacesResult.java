package dev.jnet.report.interfaces;

import dev.jnet.host.Interface;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import java.util.List;

/**
 * What {@code jnet interfaces} found out.
 *
 * @param interfaces all of them, or the one asked for
 * @param way how packets get to the address asked for; {@code null} when none was
 */
public record InterfacesResult(List<Interface> interfaces, Way way) {
  /** Keeps its own copy of the list. */
  public InterfacesResult {
    interfaces = List.copyOf(interfaces);
  }

  /**
   * How packets get to an address.
   *
   * @param name the destination as the user wrote it
   * @param route the kernel's answer
   * @param neighbor what the kernel knows of the next hop; {@code null} when it knows nothing, or
   *     the link needs none
   */
  public record Way(String name, Route route, Neighbor neighbor) {}
}
