package dev.jnet.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is followed in a capture, packet by packet. */
class CaptureAnalysisTest {
  private static final InetAddress CLIENT = Addresses.literal("192.0.2.1");
  private static final InetAddress SERVER = Addresses.literal("198.51.100.2");
  private static final int RAW = 101;

  private final CaptureAnalysis analysis =
      new CaptureAnalysis(new CaptureAnalysis.Selection(Optional.empty(), OptionalInt.empty()));
  private long number;
  private long at = Nanos.SECOND;

  private Set<TcpEvent> take(byte[] packet) {
    number++;
    at += 10 * Nanos.MILLISECOND;
    return analysis.accept(new CapturedPacket(number, at, RAW, packet));
  }

  private static byte[] packet(
      InetAddress from, InetAddress to, int hopLimit, Transport transport) {
    Payload payload = new Payload(transport.protocol(), transport.emit(from, to));
    return IpPacket.unsplittable(from, to, 1, hopLimit, payload).emit();
  }

  private Set<TcpEvent> client(long sequence, long ack, int flags, int length) {
    return take(
        packet(
            CLIENT,
            SERVER,
            64,
            new Tcp(40000, 80, sequence, ack, flags, 1000, List.of(), new byte[length])));
  }

  private Set<TcpEvent> server(long sequence, long ack, int flags, int window, int length) {
    return take(
        packet(
            SERVER,
            CLIENT,
            60,
            new Tcp(80, 40000, sequence, ack, flags, window, List.of(), new byte[length])));
  }

  private TcpSummary only() {
    List<TcpSummary> all = analysis.summary().conversations();
    assertEquals(1, all.size());
    return all.get(0);
  }

  private void open() {
    assertEquals(Set.of(), client(99, 0, Tcp.SYN, 0));
    assertEquals(Set.of(), server(499, 100, Tcp.SYN | Tcp.ACK, 1000, 0));
    assertEquals(Set.of(), client(100, 500, Tcp.ACK, 0));
  }

  @Test
  void handshakeIsMeasuredFromTheFirstSyn() {
    open();
    assertEquals(10 * Nanos.MILLISECOND, only().opening().roundTrip());
    assertEquals(1, only().opening().syns());
    assertEquals(80, only().server().port());
  }

  @Test
  void repeatedDataIsARetransmission() {
    open();
    client(100, 500, Tcp.ACK, 10);
    assertEquals(Set.of(TcpEvent.RETRANSMISSION), client(100, 500, Tcp.ACK, 10));
    assertEquals(1, only().retransmissions());
  }

  @Test
  void repeatedAckIsADuplicate() {
    open();
    server(500, 100, Tcp.ACK, 1000, 100);
    client(100, 600, Tcp.ACK, 0);
    assertEquals(Set.of(TcpEvent.DUPLICATE_ACK), client(100, 600, Tcp.ACK, 0));
    assertEquals(Set.of(TcpEvent.DUPLICATE_ACK), client(100, 600, Tcp.ACK, 0));
    assertEquals(2, only().duplicateAcks());
  }

  @Test
  void closedWindowIsSeen() {
    open();
    assertEquals(Set.of(TcpEvent.ZERO_WINDOW), server(500, 100, Tcp.ACK, 0, 0));
    assertEquals(Set.of(TcpEvent.WINDOW_PROBE), client(100, 500, Tcp.ACK, 1));
  }

  @Test
  void largeSegmentThatIsNeverAcknowledgedIsABlackHole() {
    open();
    client(100, 500, Tcp.ACK, 10);
    server(500, 110, Tcp.ACK, 1000, 0);
    for (int i = 0; i < 4; i++) {
      client(110, 500, Tcp.ACK, 1460);
    }
    assertEquals(OptionalInt.of(50), only().client().hole());
    assertEquals(OptionalInt.empty(), only().server().hole());
  }

  @Test
  void segmentThatIsAcknowledgedAtLastIsNone() {
    open();
    client(100, 500, Tcp.ACK, 1460);
    client(100, 500, Tcp.ACK, 1460);
    client(100, 500, Tcp.ACK, 1460);
    server(500, 1560, Tcp.ACK, 1000, 0);
    assertEquals(OptionalInt.empty(), only().client().hole());
  }

  @Test
  void newSynIsAnotherConversation() {
    open();
    client(9999, 0, Tcp.SYN, 0);
    assertEquals(2, analysis.summary().conversations().size());
  }

  @Test
  void resetWithAnotherHopLimitIsForeign() {
    open();
    take(
        packet(
            SERVER,
            CLIENT,
            255,
            new Tcp(80, 40000, 500, 100, Tcp.RST | Tcp.ACK, 0, List.of(), new byte[0])));
    assertTrue(only().reset().orElseThrow().isForeign());
  }

  @Test
  void reportThatAPacketIsTooBigBelongsToItsConversation() {
    open();
    byte[] quoted =
        packet(
            CLIENT,
            SERVER,
            64,
            new Tcp(40000, 80, 100, 500, Tcp.ACK, 1000, List.of(), new byte[1460]));
    take(packet(Addresses.literal("203.0.113.1"), CLIENT, 64, IcmpError.tooBig(4, 1400, quoted)));
    assertEquals(1400, only().tooBig().orElseThrow().mtu());
    assertEquals("203.0.113.1", Addresses.text(analysis.summary().tooBig().get(0).router()));
  }

  private byte[] lookup(boolean answer, int code) {
    byte[] message =
        ByteBuffer.allocate(21)
            .putShort((short) 7)
            .put((byte) (answer ? 0x81 : 1))
            .put((byte) code)
            .putShort((short) 1)
            .position(12)
            .put((byte) 1)
            .put((byte) 'a')
            .put((byte) 2)
            .put((byte) 'b')
            .put((byte) 'c')
            .array();
    return answer
        ? packet(SERVER, CLIENT, 64, new Udp(53, 5000, message))
        : packet(CLIENT, SERVER, 64, new Udp(5000, 53, message));
  }

  @Test
  void failedAndUnansweredLookupsAreKept() {
    take(lookup(false, 0));
    assertEquals(-1, analysis.summary().lookups().get(0).elapsed());
    take(lookup(true, 3));
    CapturedLookup failed = analysis.summary().lookups().get(0);
    assertEquals("a.bc", failed.name());
    assertEquals(3, failed.responseCode());
    take(lookup(false, 0));
    take(lookup(true, 0));
    assertEquals(1, analysis.summary().lookups().size());
  }

  @Test
  void anyBytesAreReadWithoutAFailure() {
    Random random = new Random(1);
    open();
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      if (bytes.length > 33 && i % 2 == 0) {
        bytes[0] = 0x45;
        bytes[9] = (byte) (i % 3 == 0 ? 6 : i % 3 == 1 ? 17 : 1);
        bytes[32] = (byte) 0x50;
      }
      int[] types = {0, 1, 12, 101, 108, 113, 276, 147};
      analysis.accept(new CapturedPacket(i, i, types[i % types.length], bytes));
    }
    assertEquals(100_003, analysis.summary().frames());
  }
}
