/** {@code jnet ping}: reads options, and prints a line for each reply and the statistics. */
package dev.jnet.command.ping;
