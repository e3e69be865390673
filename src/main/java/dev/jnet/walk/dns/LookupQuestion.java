package dev.jnet.walk.dns;

import dev.jnet.link.FirstHop;
import java.net.InetAddress;
import java.util.List;

/**
 * What to ask a name server.
 *
 * @param name in ASCII
 * @param versions of IP whose addresses are wanted: 4, 6 or both
 * @param server whom to ask
 * @param hop how packets to it leave
 * @param localPort a UDP port that this machine's kernel leaves alone, 1 to 65535
 * @param patience how long to wait for an answer in all, in ns
 * @param seed of the identifiers
 */
public record LookupQuestion(
    String name,
    List<Integer> versions,
    InetAddress server,
    FirstHop hop,
    int localPort,
    long patience,
    long seed) {}
