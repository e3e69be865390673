package dev.jnet.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LargestSegmentTest {
  private static final int ANNOUNCED = 1460;

  private static Step step(boolean outgoing, int length) {
    Tcp tcp = new Tcp(80, 50_000, 1, 1, Tcp.ACK, 1000, List.of(), new byte[length]);
    return new Step(
        0,
        true,
        outgoing,
        Addresses.literal("192.0.2.1"),
        64,
        Optional.of(tcp),
        Optional.empty(),
        TcpState.ESTABLISHED,
        Optional.empty());
  }

  @Test
  void isTheLargestThatArrived() {
    List<Step> steps =
        List.of(step(true, 1460), step(false, 0), step(false, 1348), step(false, 20));
    assertEquals(OptionalInt.of(1348), LargestSegment.received(steps, ANNOUNCED));
  }

  @Test
  void leavesOutFramesThatTheKernelJoined() {
    List<Step> steps = List.of(step(false, 2696), step(false, 500));
    assertEquals(OptionalInt.of(500), LargestSegment.received(steps, ANNOUNCED));
  }

  @Test
  void isEmptyWithoutData() {
    assertEquals(OptionalInt.empty(), LargestSegment.received(List.of(step(false, 0)), ANNOUNCED));
  }
}
