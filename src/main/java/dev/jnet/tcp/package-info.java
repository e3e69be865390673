/**
 * TCP in user space (RFC 9293): one connection, as a pure state machine.
 *
 * <p>A {@link dev.jnet.tcp.Connection} has no clock, no sockets and no thread. Its owner asks it
 * for the next segment to send, hands it each segment that arrived, and asks when to come back. The
 * time is an argument. So every packet of a connection can be shown, timed and explained, the same
 * machine runs on a real network and on the practice network, and hours of retransmission pass in
 * no time in a test.
 *
 * <p>{@link dev.jnet.tcp.Sender} keeps what it sends, {@link dev.jnet.tcp.Receiver} what it
 * receives. {@link dev.jnet.tcp.Tcb} has the states, and {@link dev.jnet.tcp.Arrivals} the rules of
 * RFC 9293 section 3.10 by which they change.
 */
package dev.jnet.tcp;
