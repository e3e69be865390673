package dev.jnet.mesh;

import dev.jnet.link.FirstHop;
import dev.jnet.unit.Port;
import java.net.InetAddress;

/**
 * From where to where the packets of a measurement go.
 *
 * @param hop how they leave
 * @param target the receiving member's address
 * @param targetPort its UDP port
 * @param sourcePort of the first flow; each further flow has the next one
 * @param token by which the receiver tells this measurement's packets from others
 */
public record Trip(
    FirstHop hop, InetAddress target, Port targetPort, Port sourcePort, long token) {}
