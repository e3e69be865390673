/** What {@code jnet mtu} prints: the path MTU, and why it is that number. */
package dev.jnet.report.mtu;
