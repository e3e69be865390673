/**
 * Where frames leave and arrive, and the only place where time passes.
 *
 * <p>Everything above talks to a {@link dev.jnet.link.Link}: send these bytes, wait for a frame
 * until then, what time is it. Behind it may be a network card (opened by libpcap, which {@link
 * dev.jnet.link.pcap} is about), an ordinary user's sockets ({@link dev.jnet.link.SocketLink}), the
 * practice network with its virtual clock, or another link that records ({@link
 * dev.jnet.link.CaptureFileLink}), narrates or slows what passes through.
 *
 * <p>A real link sees its own frames leave, stamped by the kernel as those that arrive are: a round
 * trip is the difference of two kernel stamps, whatever Java was doing meanwhile. A frame that has
 * left is handed back as the very array that was sent, and always before its answer.
 */
package dev.jnet.link;
