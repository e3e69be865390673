package dev.jnet.walk.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.probe.Probe;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted of a conversation's segments, and which are kept. */
class ChronicleTest {
  private static final int MSS = 1_000;
  private static final int HEADERS = 40;

  private Chronicle chronicle = new Chronicle(LinkType.ETHERNET, MSS);

  private static Tcp segment(long sequence, int length) {
    return new Tcp(80, 50_000, sequence, 0, Tcp.ACK, 100, List.of(), new byte[length]);
  }

  private static IpPacket packet(Tcp tcp) {
    byte[] payload = tcp.emit(OneConversation.THERE, OneConversation.HERE);
    return IpPacket.unsplittable(
        OneConversation.THERE, OneConversation.HERE, 1, 64, new Payload(IpProtocol.TCP, payload));
  }

  private void arrives(Tcp tcp, long at) {
    IpPacket packet = packet(tcp);
    byte[] bytes = OneConversation.HOP.frame(packet);
    Frame frame = new Frame(LinkType.ETHERNET, bytes, bytes.length, at, false);
    chronicle.received(frame, packet, tcp, TcpState.ESTABLISHED);
  }

  private Probe sends(Tcp tcp, long now) {
    Probe probe = Probe.of(OneConversation.HOP, OneConversation.THERE, 1, Ttl.DEFAULT, tcp);
    chronicle.sent(probe, tcp, now, TcpState.ESTABLISHED);
    return probe;
  }

  @Test
  void countsBothDirectionsSeparately() {
    sends(segment(1, 100), 1);
    arrives(segment(1, 0), 2);

    assertEquals(1, chronicle.out().segments());
    assertEquals(100, chronicle.out().payload());
    assertEquals(HEADERS + 100, chronicle.out().ipBytes());
    assertEquals(0, chronicle.in().payload());
    assertEquals(HEADERS, chronicle.in().ipBytes());
  }

  @Test
  void countsBytesThatEthernetAddsOnTheWire() {
    arrives(segment(1, 100), 1);
    assertEquals(14 + HEADERS + 100 + 4 + 8 + 12, chronicle.in().wireBytes());
  }

  @Test
  void noFrameOnTheWireIsShorterThan64Bytes() {
    arrives(segment(1, 0), 1);
    assertEquals(64 + 8 + 12, chronicle.in().wireBytes());
  }

  @Test
  void packetsWithoutEthernetCountWithTheirOwnLength() {
    chronicle = new Chronicle(LinkType.RAW_IP, MSS);
    arrives(segment(1, 100), 1);
    assertEquals(HEADERS + 100, chronicle.in().wireBytes());
  }

  @Test
  void countsJoinedSegmentsAsManyAsTheyWere() {
    arrives(segment(1, 2 * MSS + 1), 1);

    assertEquals(1, chronicle.in().captured());
    assertEquals(3, chronicle.in().segments());
    assertEquals(2 * MSS + 1 + 3 * HEADERS, chronicle.in().ipBytes());
    assertEquals(MSS, chronicle.in().largestPayload());
    assertEquals(MSS + HEADERS, chronicle.in().largestPacket());
  }

  @Test
  void countsByTheMssThatWasAgreedOn() {
    chronicle.mss(500);
    arrives(segment(1, 1_000), 1);
    assertEquals(2, chronicle.in().segments());
  }

  @Test
  void countsRepeatedBytes() {
    arrives(segment(1, 100), 1);
    arrives(segment(51, 100), 2);
    arrives(segment(151, 100), 3);

    assertEquals(300, chronicle.in().payload());
    assertEquals(50, chronicle.in().repeated());
  }

  @Test
  void retransmissionThatFillsHoleIsNotRepeated() {
    arrives(segment(1, 100), 1);
    arrives(segment(201, 100), 2);
    arrives(segment(101, 100), 3);
    assertEquals(0, chronicle.in().repeated());
    arrives(segment(101, 150), 4);
    assertEquals(150, chronicle.in().repeated());
  }

  @Test
  void countsSegmentsThatAcknowledgeNewData() {
    arrives(segment(1, 100), 1);
    for (long number : new long[] {1, 1, 101, 101, 102}) {
      sends(new Tcp(1, 2, 5, number, Tcp.ACK, 9, List.of(), new byte[0]), 2);
    }
    assertEquals(1, chronicle.out().acknowledging(), "101; 102 acknowledges a FIN");
  }

  @Test
  void stampsOfTheKernelReplaceTimesOfJnetsClock() {
    Probe probe = sends(segment(1, 1), 10);
    assertFalse(chronicle.segments().get(0).exact());
    chronicle.left(probe, 12);

    assertTrue(chronicle.segments().get(0).exact());
    assertEquals(12, chronicle.segments().get(0).at());
  }

  @Test
  void keepsFirst48AndLast32Segments() {
    for (int i = 0; i < 100; i++) {
      arrives(segment(1 + i, 1), i);
    }
    List<Segment> kept = chronicle.segments();

    assertEquals(80, kept.size());
    assertEquals(47, kept.get(47).at());
    assertEquals(68, kept.get(48).at());
    assertEquals(20, kept.get(48).leftOut());
    assertEquals(0, kept.get(49).leftOut());
    assertEquals(100, chronicle.in().segments());
  }
}
