package dev.jnet.batch;

import dev.jnet.network.NetworkPath;
import java.util.function.Function;

/**
 * A target to which the path is open.
 *
 * @param path to it; the hardware address of the next hop may still be missing
 * @param question makes the question, once the next hop's hardware address is known
 */
public record OpenedTarget(NetworkPath path, Function<NetworkPath, TargetQuestion<?>> question) {}
