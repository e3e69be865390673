/**
 * How large may a packet be on this path? The largest IP packet that reaches a target in one piece
 * (RFC 1191, RFC 8201), found the way RFC 8899 asks for: a size counts only when the target
 * confirmed it.
 *
 * <p>The search counts round trips, not sizes. A burst tries the sizes at which real paths end,
 * each with the next larger one. Routers that say "too big" give sizes to try, never the answer.
 * Where large packets vanish in silence, many sizes at once close the gap, and a size is believed
 * not to pass only after several tries, each beside a smaller probe that did come back.
 */
package dev.jnet.mtu;
