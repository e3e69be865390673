/**
 * What {@code jnet interfaces} prints: this machine's interfaces, and what fits into their MTUs.
 */
package dev.jnet.report.interfaces;
