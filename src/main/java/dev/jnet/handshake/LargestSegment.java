package dev.jnet.handshake;

import java.util.List;
import java.util.OptionalInt;

/** Finds the largest segment that the other side has sent. */
public final class LargestSegment {
  private LargestSegment() {}

  /**
   * Bytes of data in the largest segment that arrived; empty where none had data.
   *
   * @param announced the MSS in bytes that this host's SYN announced. Frames with more data do not
   *     count: the kernel joined them from several segments before they were captured
   */
  public static OptionalInt received(List<Step> steps, int announced) {
    return steps.stream()
        .filter(step -> !step.outgoing())
        .flatMap(step -> step.tcp().stream())
        .mapToInt(tcp -> tcp.payload().length)
        .filter(length -> length > 0 && length <= announced)
        .max();
  }
}
