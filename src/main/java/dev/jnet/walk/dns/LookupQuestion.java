package dev.jnet.walk.dns;

import dev.jnet.link.FirstHop;
import dev.jnet.unit.Port;
import java.net.InetAddress;
import java.util.List;

/**
 * What to ask a name server.
 *
 * @param name the host name, in ASCII
 * @param versions of IP whose addresses are wanted: 4, 6 or both
 * @param server the name server to ask
 * @param hop how packets to it leave
 * @param localPort a UDP port on which this machine's kernel answers nothing
 * @param patience how long to wait for answers in all, in ns
 * @param seed of the DNS identifiers and of the packets' identifications
 */
public record LookupQuestion(
    String name,
    List<Integer> versions,
    InetAddress server,
    FirstHop hop,
    Port localPort,
    long patience,
    long seed) {}
