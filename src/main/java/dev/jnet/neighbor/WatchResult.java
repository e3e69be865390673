package dev.jnet.neighbor;

import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.Map;

/**
 * Which stations claimed which addresses while a {@link NeighborWatch} listened.
 *
 * @param messages how many ARP and Neighbor Discovery messages named an address
 * @param events how many of these were noteworthy: see {@link NeighborEvent.What}
 * @param pairs the last hardware address seen for each address, in the order in which the addresses
 *     were first seen
 */
public record WatchResult(long messages, long events, Map<InetAddress, MacAddress> pairs) {}
