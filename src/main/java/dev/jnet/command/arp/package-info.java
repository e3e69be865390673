/** {@code jnet arp}: addresses in, who has them on this link out. */
package dev.jnet.command.arp;
