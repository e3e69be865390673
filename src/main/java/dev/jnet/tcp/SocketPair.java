package dev.jnet.tcp;

import dev.jnet.unit.Port;
import java.net.InetAddress;

/** The two ends that identify a connection (RFC 9293 section 3.3.1), seen from the local one. */
public record SocketPair(InetAddress local, Port localPort, InetAddress remote, Port remotePort) {}
