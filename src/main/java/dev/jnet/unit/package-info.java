/**
 * Units: small values that an {@code int} or a {@code long} would leave nameless, and the lengths
 * of time that everything inside counts in nanoseconds.
 */
package dev.jnet.unit;
