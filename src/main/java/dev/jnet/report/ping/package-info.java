/** What {@code jnet ping} prints: a line a reply, and the statistics. */
package dev.jnet.report.ping;
