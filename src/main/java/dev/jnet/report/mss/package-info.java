/** What {@code jnet mss} prints: how much data a segment carries, and who decided that. */
package dev.jnet.report.mss;
