/**
 * The formats: what the bytes of a frame mean, one file per protocol.
 *
 * <p>Layers wrap a message: TCP or UDP puts it into a segment or a datagram, IP puts that into a
 * packet, and Ethernet puts that into a frame. Each layer adds its header in front, and the
 * receiver removes the headers in the reverse order. Every class here knows one of these headers.
 * It parses the header from untrusted bytes into an immutable record, and emits it again. This room
 * uses no clock, no sockets and no files.
 */
package dev.jnet.wire;
