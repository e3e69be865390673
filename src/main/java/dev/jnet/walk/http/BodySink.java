package dev.jnet.walk.http;

import java.io.IOException;

/** Where the body of a response goes, piece by piece. */
public interface BodySink {
  /** Takes the next bytes of the body, as they came: never unpacked. */
  void take(byte[] data, int from, int length) throws IOException;

  /** Counts for nothing. */
  static BodySink none() {
    return (data, from, length) -> {};
  }
}
