package dev.jnet.mesh;

/**
 * What a router reported about a packet of a train.
 *
 * @param packet the packet
 * @param router the address that the report came from
 * @param tooBig whether the packet is too big; otherwise its hop limit ran out
 * @param mtu the size in bytes that a report about a packet too big names; 0 for none
 */
public record RouterReport(TrainPacket packet, String router, boolean tooBig, long mtu) {}
