/**
 * TCP in user space (RFC 9293): one connection, as a pure state machine.
 *
 * <p>A {@link dev.jnet.tcp.Connection} has no clock, no sockets and no thread. It is asked for the
 * next segment to send, told which segment arrived, and says when it wants to be asked again; the
 * time is an argument. So every packet of a connection can be shown, timed and explained, the same
 * machine runs on a real network and on the practice network, and hours of retransmission pass in
 * no time in a test.
 *
 * <p>What it sends is kept in {@link dev.jnet.tcp.Sender}, what it receives in {@link
 * dev.jnet.tcp.Receiver}; {@link dev.jnet.tcp.Connection} has the states, and the rules of RFC 9293
 * section 3.10 by which they change.
 */
package dev.jnet.tcp;
