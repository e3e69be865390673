package dev.jnet.batch;

import dev.jnet.network.NetworkPath;
import java.util.function.Function;

/**
 * A target to which the way is open.
 *
 * @param path to it; the hardware address of the next hop may still be missing
 * @param question what to ask by a path that is known to its end
 */
public record OpenedTarget(NetworkPath path, Function<NetworkPath, TargetQuestion<?>> question) {}
