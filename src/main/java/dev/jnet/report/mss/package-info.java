/** What {@code jnet mss} prints: how much data a segment carries, and what limits it. */
package dev.jnet.report.mss;
