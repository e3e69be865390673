package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Echo replies, datagrams and ICMP errors find their probe; forged ones find none. */
class MatcherTest {
  private final RememberedProbes remembered = new RememberedProbes();
  private final Matcher matcher = new Matcher(remembered);

  private static InetAddress here(int version) {
    return Addresses.literal(version == 4 ? "192.0.2.1" : "2001:db8::1");
  }

  private static InetAddress there(int version) {
    return Addresses.literal(version == 4 ? "192.0.2.9" : "2001:db8::9");
  }

  private static byte[] data(int token, int length) {
    byte[] data = new byte[length];
    Arrays.fill(data, (byte) token);
    return data;
  }

  private static IpPacket packet(InetAddress from, InetAddress to, Transport transport) {
    return IpPacket.unsplittable(
        from, to, 0x1234, 9, new Payload(transport.protocol(), transport.emit(from, to)));
  }

  private Probe send(int version, Transport transport, long now) {
    FirstHop hop =
        new FirstHop(
            "tun0",
            LinkType.RAW_IP,
            1500,
            here(version),
            MacAddress.ZERO,
            there(version),
            MacAddress.ZERO);
    Probe probe = Probe.of(hop, packet(here(version), there(version), transport));
    remembered.add(probe, now);
    return probe;
  }

  private Probe sendEcho(int version, int token, long now) {
    return send(version, IcmpEcho.request(version, 7, 1, data(token, 32)), now);
  }

  private static Frame frame(byte[] bytes, long at) {
    return new Frame(LinkType.RAW_IP, bytes, bytes.length, at, false);
  }

  private static Frame received(int version, Transport transport, long at) {
    return frame(packet(there(version), here(version), transport).emit(), at);
  }

  private static Transport echoReply(int version, byte[] data) {
    return IcmpEcho.request(version, 7, 1, data).answered();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void echoReplyBelongsToTheProbeWithItsToken(int version) {
    Probe first = sendEcho(version, 1, 10);
    Probe second = sendEcho(version, 2, 20);

    Reply ofSecond =
        matcher.match(received(version, echoReply(version, data(2, 32)), 50)).orElseThrow();
    Reply ofFirst =
        matcher.match(received(version, echoReply(version, data(1, 32)), 60)).orElseThrow();
    assertSame(second, ofSecond.probe());
    assertSame(first, ofFirst.probe());
    assertEquals(new Reply.Timing(60, 50, false, false), ofFirst.timing());
    assertTrue(((Reply.Echoed) ofFirst).intact());
  }

  @Test
  void secondReplyIsADuplicateHoweverLateItComes() {
    Probe probe = sendEcho(4, 1, 0);
    Frame reply = received(4, echoReply(4, data(1, 32)), 5);
    assertFalse(matcher.match(reply).orElseThrow().timing().duplicate());
    Reply late = matcher.match(received(4, echoReply(4, data(1, 32)), 1L << 40)).orElseThrow();
    assertSame(probe, late.probe());
    assertEquals(new Reply.Timing(1L << 40, 1L << 40, false, true), late.timing());
  }

  @Test
  void replyStampedBeforeItsProbeHasNoNegativeRoundTrip() {
    sendEcho(4, 1, 100);
    Reply early = matcher.match(received(4, echoReply(4, data(1, 32)), 40)).orElseThrow();
    assertEquals(0, early.timing().roundTrip());
  }

  @Test
  void echoReplyWithAnotherTokenIsNotBelieved() {
    sendEcho(4, 1, 0);
    assertEquals(Optional.empty(), matcher.match(received(4, echoReply(4, data(9, 32)), 5)));
    assertEquals(1, matcher.unmatched());
  }

  @Test
  void echoReplyOfAnotherLengthIsNotIntact() {
    sendEcho(4, 1, 0);
    for (int length : new int[] {8, 31, 33}) {
      Reply reply = matcher.match(received(4, echoReply(4, data(1, length)), 5)).orElseThrow();
      assertFalse(((Reply.Echoed) reply).intact(), length + " bytes");
    }
  }

  @Test
  void echoReplyWithOtherDataBehindTheTokenIsNotIntact() {
    sendEcho(4, 1, 0);
    byte[] data = data(1, 32);
    data[Payloads.TOKEN] ^= 1;
    Reply reply = matcher.match(received(4, echoReply(4, data), 5)).orElseThrow();
    assertFalse(((Reply.Echoed) reply).intact());
  }

  @Test
  void datagramThatBringsDataBackBelongsToTheProbeWithThem() {
    Probe first = send(4, new Udp(5000, 7, data(1, 20)), 0);
    Probe second = send(4, new Udp(5000, 7, data(2, 20)), 1);
    Reply echoed = matcher.match(received(4, new Udp(7, 5000, data(1, 20)), 5)).orElseThrow();
    assertInstanceOf(Reply.Datagram.class, echoed);
    assertSame(first, echoed.probe());
    // fewer bytes than a token could be anybody's: the last probe stands for the flow
    Reply tooShort = matcher.match(received(4, new Udp(7, 5000, data(1, 7)), 6)).orElseThrow();
    assertSame(second, tooShort.probe());
    Reply other = matcher.match(received(4, new Udp(7, 5000, data(9, 20)), 7)).orElseThrow();
    assertSame(second, other.probe());
  }

  @Test
  void datagramsOfOthersAreNotCounted() {
    send(4, new Udp(5000, 7, data(1, 20)), 0);
    assertEquals(Optional.empty(), matcher.match(received(4, new Udp(7, 5001, data(1, 20)), 5)));
    assertEquals(0, matcher.unmatched());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void errorBelongsToTheProbeThatItQuotes(int version) {
    Probe first = sendEcho(version, 1, 0);
    sendEcho(version, 2, 1);
    IcmpError error = IcmpError.timeExceeded(version, first.packet().emit());
    Reply reply = matcher.match(received(version, error, 5)).orElseThrow();
    assertSame(first, reply.probe());
    assertEquals(first.packet().totalLength(), ((Reply.Failed) reply).quoted().totalLength());
  }

  @Test
  void quoteOfAnotherLengthOrTokenIsForged() {
    Probe probe = sendEcho(4, 1, 0);
    byte[] longer = probe.packet().emit();
    longer[3]++;
    byte[] otherToken = probe.packet().emit();
    otherToken[probe.packet().headerLength() + 8] ^= 1;
    for (byte[] quote : new byte[][] {longer, otherToken}) {
      assertEquals(
          Optional.empty(), matcher.match(received(4, IcmpError.tooBig(4, 1400, quote), 5)));
    }
    assertEquals(2, matcher.unmatched());
  }

  @Test
  void quoteThatIsNoPacketIsCountedAndNotBelieved() {
    sendEcho(4, 1, 0);
    byte[] nonsense = {1, 2, 3};
    assertEquals(
        Optional.empty(), matcher.match(received(4, IcmpError.unreachable(4, 1, nonsense), 5)));
    assertEquals(1, matcher.unmatched());
  }

  @Test
  void errorWithAWrongChecksumIsNotBelieved() {
    Probe probe = sendEcho(4, 1, 0);
    byte[] bytes =
        packet(there(4), here(4), IcmpError.timeExceeded(4, probe.packet().emit())).emit();
    bytes[22] ^= 1;
    assertEquals(Optional.empty(), matcher.match(frame(bytes, 5)));
    assertEquals(1, matcher.unmatched());
  }

  @Test
  void quoteWithASourceChangedByNatIsRecognized() {
    Probe probe = sendEcho(4, 1, 0);
    byte[] quote =
        IpPacket.unsplittable(
                Addresses.literal("203.0.113.5"),
                there(4),
                0x1234,
                9,
                new Payload(IpProtocol.ICMP, probe.packet().payload()))
            .emit();
    Reply reply = matcher.match(received(4, IcmpError.timeExceeded(4, quote), 5)).orElseThrow();
    assertSame(probe, reply.probe());
  }

  @Test
  void answersOfAForgottenFlowAreUnmatched() {
    Probe probe = sendEcho(4, 1, 0);
    remembered.forget(probe.flow());
    assertEquals(Optional.empty(), matcher.match(received(4, echoReply(4, data(1, 32)), 5)));
    assertEquals(1, matcher.unmatched());
  }

  @Test
  void bytesThatAreNoPacketAreNoReply() {
    sendEcho(4, 1, 0);
    for (int length : new int[] {0, 1, 19}) {
      assertEquals(Optional.empty(), matcher.match(frame(new byte[length], 5)));
    }
    assertEquals(0, matcher.unmatched());
  }

  private static Frame fromAnother(int version, Transport transport) {
    InetAddress other = Addresses.literal(version == 4 ? "192.0.2.77" : "2001:db8::77");
    return frame(packet(other, here(version), transport).emit(), 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void answerFromAnotherAddressIsKnownByItsToken(int version) {
    Probe probe = sendEcho(version, 1, 0);
    Optional<Reply> reply = matcher.match(fromAnother(version, echoReply(version, data(1, 32))));
    Reply.Echoed echoed = assertInstanceOf(Reply.Echoed.class, reply.orElseThrow());
    assertSame(probe, echoed.probe());
    assertTrue(echoed.isFromAnother());
    assertEquals(
        Addresses.literal(version == 4 ? "192.0.2.77" : "2001:db8::77"), matcher.others().get(0));
    assertEquals(0, matcher.unmatched());
  }

  /** The other host may ping as well, with the same numbers, and has never seen the token. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void answerFromAnotherAddressNeedsTheWholeToken(int version) {
    sendEcho(version, 1, 0);
    assertTrue(matcher.match(fromAnother(version, echoReply(version, data(2, 32)))).isEmpty());
    assertTrue(matcher.match(fromAnother(version, echoReply(version, data(1, 7)))).isEmpty());
    assertEquals(2, matcher.unmatched());
  }

  /** No socket would take it: it is told of, and is no reply. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void senderOfADatagramFromAnotherAddressIsNoted(int version) {
    send(version, new Udp(5000, 7, data(1, 32)), 0);
    assertTrue(matcher.match(fromAnother(version, new Udp(7, 5000, data(2, 32)))).isEmpty());
    assertEquals(0, matcher.others().size(), "it is another conversation's");
    assertTrue(matcher.match(fromAnother(version, new Udp(7, 5000, data(1, 32)))).isEmpty());
    assertEquals(1, matcher.others().size());
  }
}
