/** {@code jnet ping}: options in, a line a reply and the statistics out. */
package dev.jnet.command.ping;
