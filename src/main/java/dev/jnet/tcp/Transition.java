package dev.jnet.tcp;

/**
 * One change of a connection's state.
 *
 * @param at when the state changed, in ns on the caller's clock
 */
public record Transition(long at, TcpState from, TcpState to) {}
