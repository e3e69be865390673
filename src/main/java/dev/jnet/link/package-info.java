/**
 * Where frames leave and arrive, and the only place where time passes.
 *
 * <p>Everything above talks to a {@link dev.jnet.link.Link}: send these octets, wait for a frame
 * until then, what time is it. Behind it may be a network card ({@link dev.jnet.link.Links#open}),
 * the practice network with its virtual clock, or another link that records ({@link
 * dev.jnet.link.CaptureFileLink}), narrates or slows what passes through; or nobody ({@link
 * dev.jnet.link.MirrorLink}), where a question is only rehearsed.
 *
 * <p>A real link sees its own frames leave, stamped by the kernel as those that arrive are: a round
 * trip is the difference of two kernel stamps, whatever Java was doing meanwhile. A frame that has
 * left is handed back as the very array that was sent, and always before its answer.
 *
 * <p>libpcap has a package of its own, {@link dev.jnet.link.pcap}.
 */
package dev.jnet.link;
