package dev.jnet.mesh;

import io.avaje.jsonb.Json;

/**
 * A sender's question to the receiver: which packets of this measurement arrived?
 *
 * @param token of the measurement
 */
@Json
public record HeardQuestion(long token) {}
