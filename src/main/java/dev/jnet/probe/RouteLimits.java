package dev.jnet.probe;

import java.net.InetAddress;

/**
 * What this machine's route to a target says about the size of packets. The kernel follows it in
 * what programs send; injected probes do not.
 *
 * @param target the address that the route leads to
 * @param mtu the largest packet that the kernel sends, in bytes ({@code mtu}); 0 where the route
 *     does not limit that
 * @param mtuLocked whether the kernel ignores reports that packets are too big ({@code mtu lock})
 * @param advertisedMss the MSS in bytes that the kernel's SYNs announce ({@code advmss}); 0 where
 *     the route does not say
 */
public record RouteLimits(InetAddress target, int mtu, boolean mtuLocked, int advertisedMss) {}
