package dev.jnet.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a segment is by its numbers and by when it was captured. */
class TcpRulesTest {
  private static final long START = Nanos.SECOND;

  private final TcpSide sender = new TcpSide(Addresses.literal("192.0.2.1"), 80);
  private final TcpSide receiver = new TcpSide(Addresses.literal("198.51.100.2"), 40000);

  private Set<TcpEvent> data(long millis, long sequence) {
    return take(
        sender,
        receiver,
        millis,
        new Tcp(80, 40000, sequence, 7, Tcp.ACK, 900, List.of(), new byte[0]),
        100);
  }

  private Set<TcpEvent> ack(long millis, long number) {
    return take(
        receiver,
        sender,
        millis,
        new Tcp(40000, 80, 7, number, Tcp.ACK, 900, List.of(), new byte[0]),
        0);
  }

  private static Set<TcpEvent> take(TcpSide own, TcpSide other, long millis, Tcp tcp, int length) {
    long at = START + millis * Nanos.MILLISECOND;
    CapturedSegment segment = new CapturedSegment(1, at, tcp, length, length + 40, 64);
    return new TcpRules(own, other, segment, 4 * Nanos.MILLISECOND).apply();
  }

  /** The second of five segments is missing, and two duplicate ACKs say so. */
  @BeforeEach
  void askForTheSecond() {
    take(
        receiver,
        sender,
        0,
        new Tcp(40000, 80, 6, 1000, Tcp.SYN | Tcp.ACK, 900, List.of(), new byte[0]),
        0);
    data(10, 1000);
    data(11, 1200);
    data(12, 1300);
    data(13, 1400);
    ack(14, 1100);
    assertEquals(Set.of(TcpEvent.DUPLICATE_ACK), ack(15, 1100));
    assertEquals(Set.of(TcpEvent.DUPLICATE_ACK), ack(16, 1100));
  }

  @Test
  void segmentAfterTwoDuplicateAcksIsRetransmitted() {
    assertEquals(Set.of(TcpEvent.RETRANSMISSION), data(16, 1100));
  }

  @Test
  void segmentStampedBeforeTheDuplicateAckIsNoAnswerToIt() {
    assertEquals(Set.of(TcpEvent.OUT_OF_ORDER), data(15, 1100));
  }

  @Test
  void segmentStampedBeforeTheNewestDataIsNotCalledOvertaken() {
    assertEquals(Set.of(TcpEvent.RETRANSMISSION), data(12, 1100));
  }
}
