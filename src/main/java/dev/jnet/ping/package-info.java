/**
 * Finds whether a host answers, and how long its answers take. The probes are echo requests, or TCP
 * or UDP packets, at even intervals.
 *
 * <p>{@link dev.jnet.ping.PingDiagnosis} counts as ping does, so that both give the same numbers on
 * the same link. It also names what ping leaves to the reader: answers that come twice, late, out
 * of order, damaged, or with another TTL than the one before.
 */
package dev.jnet.ping;
