package dev.jnet.handshake;

import java.net.InetAddress;

/**
 * Where this machine's own NAT led a connection: the address and port of the other end in the
 * segments that leave this machine.
 *
 * @param port 0 to 65,535, as it was captured
 */
public record Translation(InetAddress address, int port) {}
