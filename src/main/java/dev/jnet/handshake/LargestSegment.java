package dev.jnet.handshake;

import java.util.List;
import java.util.OptionalInt;

/** The largest segment that the other side has really sent. */
public final class LargestSegment {
  private LargestSegment() {}

  /**
   * Bytes of data in the largest segment that arrived; empty where none had data.
   *
   * @param announced the MSS that our SYN announced, in bytes. What is longer the kernel has joined
   *     of several segments before it was captured: no segment was that long
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
