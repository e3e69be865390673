/**
 * Where frames leave and arrive, and the only place where time passes.
 *
 * <p>Everything above talks to a {@link dev.jnet.link.Link}: send these octets, wait for a frame
 * until then, what time is it. Behind it may be a network card opened through libpcap, the practice
 * network with its virtual clock, or another link that records, narrates or slows what passes
 * through. This room is the only one that imports pcap4j.
 */
package dev.jnet.link;
