/**
 * Is a host there, how long does an answer take, and what happens on the way: echo requests, or TCP
 * and UDP packets, in even time.
 *
 * <p>{@link dev.jnet.ping.PingDiagnosis} counts as ping does, so that both give the same numbers on
 * the same link, and names what ping leaves to the reader: answers that come twice, late, out of
 * order, damaged, or with another TTL than the one before.
 */
package dev.jnet.ping;
