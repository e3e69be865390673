/**
 * The formats: what the bytes of a frame mean, one file per protocol.
 *
 * <p>A message goes down the layers by being wrapped: the message into a TCP segment or a UDP
 * datagram, that into an IP packet, that into a frame. Each layer puts its header in front of what
 * the one above gave it, and the receiver takes them off again in the reverse order. Every class
 * here knows one of these headers: it parses it from untrusted bytes into an immutable record, and
 * emits it. This room knows nothing of the others: no clock, no sockets, no files.
 */
package dev.jnet.wire;
