/**
 * What {@code jnet handshake} prints: the connection as a ladder of segments, and the sums behind
 * it.
 */
package dev.jnet.report.handshake;
