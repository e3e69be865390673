/**
 * Where frames leave and arrive, and the only place where time passes.
 *
 * <p>Everything above talks to a {@link dev.jnet.link.Link}: send these bytes, wait for a frame
 * until then, what time is it. A link may be a network card (opened by libpcap, see {@link
 * dev.jnet.link.pcap}), an ordinary user's sockets ({@link dev.jnet.link.SocketLink}), the practice
 * network with its virtual clock, or a wrapper that records ({@link
 * dev.jnet.link.CaptureFileLink}), prints or delays what passes through another link.
 *
 * <p>A real link sees its own frames leave, stamped by the kernel like those that arrive. So a
 * round trip is the difference of two kernel stamps, and delays in Java do not count. A frame that
 * has left is returned as the very array that was sent, and always before its answer.
 */
package dev.jnet.link;
