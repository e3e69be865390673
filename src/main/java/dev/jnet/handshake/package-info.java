/**
 * Does a port answer, and how do the two sides of a TCP connection come together and part?
 *
 * <p>{@link dev.jnet.handshake.Handshake} opens one connection, sends what there is to send, and
 * closes it in order, with every segment written down; {@link dev.jnet.handshake.PortSweep} does so
 * with many ports at once.
 */
package dev.jnet.handshake;
