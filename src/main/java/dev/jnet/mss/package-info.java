/**
 * How much data a segment of a connection can carry, and what decided it: the SYNs of the two
 * sides, or a router on the path that rewrote one of them.
 */
package dev.jnet.mss;
