/**
 * Finds the path MTU: the size of the largest IP packet that reaches a target in one piece (RFC
 * 1191, RFC 8201). As in RFC 8899, a size counts only when the target has confirmed it.
 *
 * <p>The search saves round trips, not probes. A burst tries common sizes, each together with one
 * byte more. Routers that say "too big" give sizes to try, never the answer. When large packets
 * vanish silently, the search tries many sizes at once. It believes that a size does not pass only
 * after several tries, each beside a smaller probe that was answered.
 */
package dev.jnet.mtu;
