package dev.jnet.mesh;

import io.avaje.jsonb.Json;

/**
 * A sender's question to the receiver: which packets of this measurement arrived? Or, before it
 * sends any: who are you?
 *
 * @param token of the measurement
 * @param introduce whether the receiver is to tell of itself instead
 */
@Json
public record HeardQuestion(long token, boolean introduce) {
  /** The question which packets of a measurement arrived. */
  public static HeardQuestion about(long token) {
    return new HeardQuestion(token, false);
  }

  /** The question who the receiver is. */
  public static HeardQuestion introduction() {
    return new HeardQuestion(0, true);
  }
}
