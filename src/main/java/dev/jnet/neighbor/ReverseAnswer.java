package dev.jnet.neighbor;

import dev.jnet.probe.Reply;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;
import java.net.Inet4Address;

/**
 * What a RARP server answered.
 *
 * @param address the address that belongs to the hardware address asked about
 * @param server the server's hardware address
 * @param serverAddress the server's own address
 * @param ethernet the frame that brought it
 * @param timing when it came
 */
public record ReverseAnswer(
    Inet4Address address,
    MacAddress server,
    Inet4Address serverAddress,
    Ethernet ethernet,
    Reply.Timing timing) {}
