/**
 * Units: values that a plain {@code int} or {@code long} would leave without a unit, and the
 * constants for times, which are in nanoseconds everywhere inside jnet.
 */
package dev.jnet.unit;
