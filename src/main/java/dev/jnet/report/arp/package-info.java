/** What {@code jnet arp} prints: who has an address on a link, and how that was seen. */
package dev.jnet.report.arp;
