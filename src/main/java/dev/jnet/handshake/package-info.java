/**
 * Finds whether a TCP port answers, and shows how both sides of a connection open and close it (RFC
 * 9293 sections 3.5 and 3.6).
 *
 * <p>{@link dev.jnet.handshake.Handshake} opens one connection with frames of jnet's own, sends
 * data, closes it in order, and records every segment; {@link dev.jnet.handshake.PortSweep} does so
 * with many ports at once.
 */
package dev.jnet.handshake;
