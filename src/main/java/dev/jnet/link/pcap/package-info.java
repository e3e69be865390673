/**
 * libpcap, by a binding of jnet's own to the functions that it calls: no other package knows that
 * library.
 */
package dev.jnet.link.pcap;
