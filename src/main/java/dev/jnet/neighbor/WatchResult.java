package dev.jnet.neighbor;

import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.Map;

/**
 * What was seen while listening.
 *
 * @param messages ARP and neighbour discovery messages of others that told something
 * @param events what was noteworthy among them
 * @param pairs the last hardware address seen of each address, in the order of the first sight
 */
public record WatchResult(long messages, long events, Map<InetAddress, MacAddress> pairs) {}
