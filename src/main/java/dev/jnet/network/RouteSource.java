package dev.jnet.network;

import dev.jnet.host.Route;
import java.io.IOException;
import java.net.InetAddress;

/** Asks the kernel for a route, for the source address and the interface that the options name. */
interface RouteSource {
  /**
   * The route to a target.
   *
   * @throws IOException when there is none
   */
  Route route(InetAddress target) throws IOException;
}
