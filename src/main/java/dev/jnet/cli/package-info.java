/**
 * The commands: options to a configuration, a diagnosis run on a link, its result to a report and
 * an exit code. The only room that knows all others, and the only place where they are put
 * together.
 *
 * <p>Exit codes are the same for every command: 0 the answer is positive, 1 it is negative (no
 * answer, port not open), 2 trouble (usage, unknown host, no privilege, no such interface); 130
 * when Ctrl-C ended it. With several targets the highest counts.
 */
package dev.jnet.cli;
