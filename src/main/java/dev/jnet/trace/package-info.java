/**
 * Which routers does a packet pass on its way? Probes whose TTL runs out at the first router, the
 * second, and so on, all sent at once: each router says "TTL exceeded" and so shows itself.
 *
 * <p>The probes of one flow look alike to whoever spreads packets over several paths: same ports,
 * or same ICMP checksum and identifier (the idea of Paris traceroute). So they all take one path,
 * and the hops of the answer are connected to each other. Other flows show the other paths.
 *
 * <p>What the routers' answers quote tells more: what the path did to the packet before it got
 * there, the labels that carried it (RFC 4950), the interface that it came in by (RFC 5837).
 */
package dev.jnet.trace;
