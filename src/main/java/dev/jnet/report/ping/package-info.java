/** What {@code jnet ping} prints: a line for each reply, and the statistics. */
package dev.jnet.report.ping;
