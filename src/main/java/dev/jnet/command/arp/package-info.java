/** {@code jnet arp}: reads addresses, and prints which stations on this link have them. */
package dev.jnet.command.arp;
