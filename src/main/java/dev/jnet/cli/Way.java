package dev.jnet.cli;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;

/**
 * An open way to a target.
 *
 * @param hop how packets leave
 * @param link where they leave, and where answers arrive
 * @param kernelMtu the path MTU that the kernel has cached for the target, in octets; 0 for none
 */
record Way(FirstHop hop, Link link, int kernelMtu) {}
