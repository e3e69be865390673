/**
 * What a segment of a connection can carry, and who decided it: the two sides by their SYNs, or a
 * router on the way that rewrote one.
 */
package dev.jnet.mss;
