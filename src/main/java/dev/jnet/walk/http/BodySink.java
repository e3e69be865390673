package dev.jnet.walk.http;

import java.io.IOException;

/** Takes the body of a response, part by part. */
public interface BodySink {
  /**
   * Takes the next bytes of the body as they came, never decompressed.
   *
   * @throws IOException when they cannot be written; the talk then fails
   */
  void take(byte[] data, int from, int length) throws IOException;

  /** Discards the body. */
  static BodySink none() {
    return (data, from, length) -> {};
  }
}
