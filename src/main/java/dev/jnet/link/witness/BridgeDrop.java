package dev.jnet.link.witness;

/**
 * A bridge of this machine that passes no probes on, or no answers.
 *
 * @param bridge its name
 * @param incoming whether answers came in by a port, and the bridge itself did not get them;
 *     otherwise no probe left by a port
 */
public record BridgeDrop(String bridge, boolean incoming) {}
