/**
 * Finds the routers that a packet passes on its way. The TTL of the first probe runs out at the
 * first router, that of the second probe at the second router, and so on. Each router answers "TTL
 * exceeded", which shows its address. The probes do not wait for one another, so a path takes a few
 * round trips.
 *
 * <p>Routers that spread packets over several paths treat the probes of one flow alike: they have
 * the same ports, or the same ICMP checksum and identifier (the idea of Paris traceroute). So they
 * take one path, and its hops are connected. Other flows show other paths.
 *
 * <p>The answers also show how the path changed the packet before that router, the labels that
 * carried it (RFC 4950), and the interface that it came in by (RFC 5837).
 */
package dev.jnet.trace;
