package dev.jnet.mesh;

/**
 * A result of the past.
 *
 * @param at when it was kept, in ms since 1970
 * @param result what the direction met
 */
public record KeptResult(long at, PairResult result) {}
