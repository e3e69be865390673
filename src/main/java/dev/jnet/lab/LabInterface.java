package dev.jnet.lab;

import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;

/**
 * One of the client's interfaces.
 *
 * @param name {@code lo} or {@code eth0}
 * @param mtu the largest IP packet that it sends, in bytes
 * @param mac its Ethernet address; zero on loopback
 * @param addresses its addresses, each with its network
 * @param gateways the routers for packets to other networks, at most one of each IP version
 */
public record LabInterface(
    String name,
    int mtu,
    MacAddress mac,
    List<NetworkAddress> addresses,
    List<InetAddress> gateways) {}
