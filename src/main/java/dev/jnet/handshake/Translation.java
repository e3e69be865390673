package dev.jnet.handshake;

import java.net.InetAddress;

/**
 * Where this machine's own NAT led a connection to: the other end as its segments name it outside.
 *
 * @param port 0 to 65,535, as it was captured
 */
public record Translation(InetAddress address, int port) {}
