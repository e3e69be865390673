/**
 * Network interfaces opened by libpcap: frames are injected, and captured with the kernel's stamps.
 *
 * <p>{@link dev.jnet.link.pcap.Links} opens them. {@link dev.jnet.link.pcap.Pcap} is a binding of
 * jnet's own to the functions of libpcap that it calls; no other package knows that library.
 */
package dev.jnet.link.pcap;
