/**
 * The command line: one command a file, and the only place where everything is put together.
 *
 * <p>A command turns its options into a configuration, opens a link, lets a diagnosis run on it,
 * hands the result to a report, and ends with an exit code: 0 the answer is positive, 1 it is
 * negative, 2 there was trouble.
 */
package dev.jnet.cli;
