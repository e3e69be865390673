/** What {@code jnet lab} prints: the practice networks. */
package dev.jnet.report.lab;
