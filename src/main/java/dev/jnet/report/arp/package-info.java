/** What {@code jnet arp} prints: which station has an address on a link, and how that was seen. */
package dev.jnet.report.arp;
