/**
 * What was found, in words, numbers and sums for people, and in JSON or a single number for
 * scripts.
 *
 * <p>A report gets a finished result and gives text: it asks nothing and decides nothing. The
 * answer comes first, then the header arithmetic that leads to it, so that the reader can check the
 * tool.
 */
package dev.jnet.report;
