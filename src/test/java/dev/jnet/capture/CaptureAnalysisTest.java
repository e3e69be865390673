package dev.jnet.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
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

  private long clientNext = 100;
  private long serverNext = 500;
  private final CaptureAnalysis analysis = new CaptureAnalysis(CaptureAnalysis.Selection.ALL);
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

  private void data(boolean byClient, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    InetAddress from = byClient ? CLIENT : SERVER;
    InetAddress to = byClient ? SERVER : CLIENT;
    int source = byClient ? 40000 : 80;
    long sequence = byClient ? clientNext : serverNext;
    long acknowledged = byClient ? serverNext : clientNext;
    clientNext += byClient ? bytes.length : 0;
    serverNext += byClient ? 0 : bytes.length;
    Tcp tcp =
        new Tcp(
            source, byClient ? 80 : 40000, sequence, acknowledged, Tcp.ACK, 1000, List.of(), bytes);
    take(packet(from, to, 64, tcp));
  }

  @Test
  void fatalAlertOfTheServerIsARefusal() {
    open();
    data(true, "16030100020000");
    data(false, "15030300020228");
    TlsRefusal refusal = only().tls().orElseThrow();
    assertEquals(new TlsRefusal(TlsRefusal.Kind.ALERT, false, 40, Optional.empty()), refusal);
  }

  @Test
  void alertsThatRefuseNothingAreNoRefusals() {
    open();
    data(true, "16030100020000");
    data(false, "15030300020170"); // a warning: unrecognized_name
    data(false, "150303001a0000000000000000000000000000000000000000000000000000"); // encrypted
    assertEquals(Optional.empty(), only().tls());
  }

  @Test
  void answerThatIsNotTlsAndACloseWithoutAnswerAreRefusals() {
    open();
    data(true, "16030100020000");
    data(false, "485454502f312e3120343030");
    assertEquals(TlsRefusal.Kind.NOT_TLS, only().tls().orElseThrow().kind());
  }

  @Test
  void closeInsteadOfAnAnswerCutsTlsOff() {
    open();
    data(true, "16030100020000");
    server(500, 107, Tcp.ACK | Tcp.FIN, 1000, 0);
    assertEquals(TlsRefusal.Kind.CUT_OFF, only().tls().orElseThrow().kind());
  }

  @Test
  void conversationWithoutTlsRefusesNone() {
    open();
    data(true, "474554202f20485454502f312e31");
    data(false, "15030300020228");
    assertEquals(Optional.empty(), only().tls());
  }

  private void arp(InetAddress sender, int mac) {
    number++;
    at += 10 * Nanos.MILLISECOND;
    byte[] message =
        new Arp(
                Arp.REPLY,
                MacAddress.of(mac),
                (Inet4Address) sender,
                MacAddress.ZERO,
                (Inet4Address) CLIENT)
            .emit();
    byte[] frame = new byte[14 + message.length];
    frame[12] = 8;
    frame[13] = 6;
    System.arraycopy(message, 0, frame, 14, message.length);
    analysis.accept(new CapturedPacket(number, at, 1, frame));
  }

  @Test
  void addressThatTwoStationsClaimByArpIsADuplicate() {
    arp(SERVER, 1);
    arp(SERVER, 1);
    assertEquals(List.of(), analysis.summary().duplicates());
    arp(SERVER, 2);
    assertEquals(
        List.of(new DuplicateAddress(SERVER, List.of(MacAddress.of(1), MacAddress.of(2)))),
        analysis.summary().duplicates());
    assertEquals(0, analysis.summary().unread());
  }

  @Test
  void stationThatTakesAnAddressOverLaterIsNoDuplicate() {
    arp(SERVER, 1);
    at += 10 * Nanos.SECOND;
    arp(SERVER, 2);
    assertEquals(List.of(), analysis.summary().duplicates());
  }

  @Test
  void addressThatTwoStationsAdvertiseIsADuplicate() {
    Inet6Address address = (Inet6Address) Addresses.literal("fe80::7");
    InetAddress all = Addresses.literal("ff02::1");
    for (int mac = 1; mac <= 2; mac++) {
      take(packet(address, all, 255, NeighborAdvertisement.answer(address, MacAddress.of(mac))));
    }
    assertEquals(address, analysis.summary().duplicates().get(0).address());
  }

  private void lookup(InetAddress server, int id, int code, boolean answer) {
    ByteBuffer message = ByteBuffer.allocate(25);
    message
        .putShort((short) id)
        .putShort((short) ((answer ? 0x8000 : 0) | code))
        .putShort((short) 1);
    message.put(12, new byte[] {3, 'w', 'w', 'w', 3, 'l', 'a', 'b', 0, 0, 1, 0, 1});
    Udp udp = answer ? new Udp(53, 5000, message.array()) : new Udp(5000, 53, message.array());
    take(answer ? packet(server, CLIENT, 60, udp) : packet(CLIENT, server, 64, udp));
  }

  @Test
  void questionThatAnotherServerAnswersIsOnlySlow() {
    InetAddress other = Addresses.literal("198.51.100.3");
    lookup(SERVER, 1, 0, false);
    at += 5 * Nanos.SECOND;
    lookup(other, 2, 0, false);
    lookup(other, 2, 0, true);
    CapturedLookup only = analysis.summary().lookups().get(0);
    assertEquals(1, analysis.summary().lookups().size());
    assertEquals(0, only.responseCode());
    assertEquals("www.lab", only.name());
    assertTrue(only.elapsed() > 5 * Nanos.SECOND);
  }

  @Test
  void errorThatAnotherServerMakesGoodIsForgotten() {
    InetAddress other = Addresses.literal("198.51.100.3");
    lookup(SERVER, 1, 2, false);
    lookup(SERVER, 1, 2, true);
    assertEquals(2, analysis.summary().lookups().get(0).responseCode());
    lookup(other, 2, 0, false);
    lookup(other, 2, 0, true);
    assertEquals(List.of(), analysis.summary().lookups());
  }

  @Test
  void questionsOverTcpAreWatchedToo() {
    byte[] question = new byte[27];
    question[1] = 25;
    question[3] = 9;
    System.arraycopy(new byte[] {3, 'w', 'w', 'w', 0, 0, 1, 0, 1}, 0, question, 14, 9);
    take(packet(CLIENT, SERVER, 64, new Tcp(40000, 53, 1, 1, Tcp.ACK, 9, List.of(), question)));
    assertEquals("www", analysis.summary().lookups().get(0).name());
    assertEquals(-1, analysis.summary().lookups().get(0).elapsed());
  }

  @Test
  void segmentsAreKeptOfTheWantedConversationOnly() {
    CaptureAnalysis one =
        new CaptureAnalysis(
            new CaptureAnalysis.Selection(
                Optional.empty(), OptionalInt.empty(), OptionalInt.of(2)));
    for (int port : new int[] {1000, 1001, 1000, 1001}) {
      Tcp syn = new Tcp(port, 80, 1, 0, Tcp.SYN, 9, List.of(), new byte[0]);
      one.accept(new CapturedPacket(1, 1, RAW, packet(CLIENT, SERVER, 64, syn)));
    }
    List<TcpSummary> both = one.summary().conversations();
    assertEquals(0, both.get(0).steps().size());
    assertEquals(2, both.get(1).steps().size());
  }
}
