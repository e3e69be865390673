package dev.jnet.mtu.segment;

import static dev.jnet.mtu.segment.HandMadeSegments.SERVER_ISN;
import static dev.jnet.mtu.segment.HandMadeSegments.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.Carrier;
import dev.jnet.mtu.HandMadeReplies;
import dev.jnet.mtu.segment.SegmentCarrier.Sign;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments that a server has had before, and the signs in its acknowledgments of them. */
class SegmentCarrierTest {
  private static final TcpOption SACK = new TcpOption.SackPermitted();
  private static final TcpOption STAMPS = new TcpOption.Timestamps(1, 0);

  private HandMadeReplies replies;
  private HandMadeSegments segments;
  private Probe syn;
  private SegmentCarrier carrier;

  /** Opens a connection to a server whose SYN-ACK has these options. */
  private void open(int version, TcpOption... options) {
    replies = new HandMadeReplies(version);
    segments = new HandMadeSegments(replies);
    ProbedConnection connection =
        new ProbedConnection(replies.question, new Port(80), new Port(50_000), 7 * Nanos.SECOND, 0);
    syn = connection.next(0).orElseThrow();
    connection.accept(segments.answer(syn, Tcp.SYN | Tcp.ACK, 0, options));
    connection.next(0); // the third packet of the handshake
    carrier = connection.carrier(0);
  }

  private long acknowledged() {
    return tcp(syn).sequence() + 1 & 0xffff_ffffL;
  }

  private Reply acknowledgment(Probe probe, long at, TcpOption... options) {
    return segments.segment(probe, SERVER_ISN + 1, acknowledged(), Tcp.ACK, at, options);
  }

  private static TcpOption duplicate(Probe probe) {
    Tcp sent = tcp(probe);
    long right = probe.acknowledgedBy();
    return new TcpOption.Sack(List.of(new TcpOption.Sack.Block(sent.sequence(), right)));
  }

  @ParameterizedTest
  @CsvSource({"4, 1500", "4, 576", "6, 1500", "6, 1280"})
  void probeHasTheSizeAndLiesBelowWhatTheServerHasAcknowledged(int version, int size) {
    open(version, SACK, STAMPS);
    Probe probe = carrier.probe(size, Carrier.TO_TARGET);
    assertEquals(size, probe.packet().emit().length);
    long distance = acknowledged() - probe.acknowledgedBy() & 0xffff_ffffL;
    assertTrue(distance < 1 << 16, () -> distance + " bytes below");
    assertEquals(0, carrier.headStart());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void dSackNamesTheProbeThatArrived(int version) {
    open(version, SACK, STAMPS);
    assertEquals(Sign.D_SACK, carrier.sign());
    Probe one = carrier.probe(1500, Carrier.TO_TARGET);
    Probe other = carrier.probe(1500, Carrier.TO_TARGET);
    assertNotEquals(one.acknowledgedBy(), other.acknowledgedBy());
    assertTrue(carrier.arrived(acknowledgment(one, 0, duplicate(one))));
    assertFalse(carrier.arrived(acknowledgment(one, 0, duplicate(other))));
    assertFalse(carrier.arrived(acknowledgment(one, 0)));
    assertFalse(carrier.arrived(replies.portUnreachable(one, replies.router(1))));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void echoedTimestampNamesTheProbeWhereThereAreNoSacks(int version) {
    open(version, STAMPS);
    assertEquals(Sign.TIMESTAMP, carrier.sign());
    carrier.now(carrier.readyAt());
    Probe one = carrier.probe(1500, Carrier.TO_TARGET);
    carrier.now(carrier.readyAt());
    Probe other = carrier.probe(1400, Carrier.TO_TARGET);
    long stamp = stamp(one);
    assertNotEquals(stamp, stamp(other));

    // taken for an answer to the later probe, it is for the one whose timestamp it echoes
    Reply reply = acknowledgment(other, 30 * Nanos.MILLISECOND, new TcpOption.Timestamps(5, stamp));
    Reply attributed = carrier.attributed(reply);
    assertSame(one, attributed.probe());
    assertEquals(29 * Nanos.MILLISECOND, attributed.timing().roundTrip());
    assertFalse(attributed.timing().duplicate());
    assertTrue(carrier.arrived(attributed));
    assertTrue(carrier.attributed(reply).timing().duplicate());
  }

  private static long stamp(Probe probe) {
    return tcp(probe).options().stream()
        .filter(TcpOption.Timestamps.class::isInstance)
        .map(TcpOption.Timestamps.class::cast)
        .findAny()
        .orElseThrow()
        .value();
  }

  /** Timestamps count milliseconds: two probes with the same timestamp could not be told apart. */
  @ParameterizedTest
  @CsvSource({"0, 1000000", "999999, 1000000", "1000000, 2000000", "1500000, 2000000"})
  void nextProbeWaitsForTheNextTimestamp(long last, long next) {
    open(4, STAMPS);
    carrier.now(last);
    carrier.probe(1500, Carrier.TO_TARGET);
    assertEquals(next, carrier.readyAt());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void withDSacksProbesWaitForNothing(int version) {
    open(version, SACK, STAMPS);
    carrier.probe(1500, Carrier.TO_TARGET);
    assertEquals(Long.MIN_VALUE, carrier.readyAt());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void acknowledgmentThatEchoesNoProbeShowsThatNoneArrived(int version) {
    open(version, STAMPS);
    carrier.now(carrier.readyAt());
    Probe probe = carrier.probe(1500, Carrier.TO_TARGET);
    Reply reply = acknowledgment(probe, 0, new TcpOption.Timestamps(5, 12345));
    assertSame(reply, carrier.attributed(reply));
    Reply without = acknowledgment(probe, 0);
    assertSame(without, carrier.attributed(without));
    assertFalse(carrier.arrived(reply));
    assertFalse(carrier.arrived(without));
  }

  /** Some servers permit SACKs and send no D-SACKs. */
  @ParameterizedTest
  @CsvSource({"4, true, TIMESTAMP", "6, true, TIMESTAMP", "4, false, NONE", "6, false, NONE"})
  void anAcknowledgmentWithoutDSackChangesTheSign(int version, boolean stamps, Sign sign) {
    if (stamps) {
      open(version, SACK, STAMPS);
    } else {
      open(version, SACK);
    }
    Tcp plain = ((Reply.Segment) acknowledgment(syn, 0)).tcp();
    assertFalse(carrier.learns(plain, 0), "no probe was sent yet");
    Probe probe = carrier.probe(1500, Carrier.TO_TARGET);
    Tcp other = ((Reply.Segment) segments.segment(probe, SERVER_ISN, 7, Tcp.ACK, 0)).tcp();
    assertFalse(carrier.learns(other, 0), "it acknowledges something else");
    assertTrue(carrier.learns(plain, 20 * Nanos.MILLISECOND));
    assertEquals(sign, carrier.sign());
    assertFalse(carrier.learns(plain, 30 * Nanos.MILLISECOND), "it is known");
    assertEquals(
        stamps ? 21 * Nanos.MILLISECOND : Long.MIN_VALUE, carrier.readyAt(), "a later timestamp");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void oneDSackShowsThatTheServerSendsThem(int version) {
    open(version, SACK, STAMPS);
    Probe probe = carrier.probe(1500, Carrier.TO_TARGET);
    Reply named = acknowledgment(probe, 0, duplicate(probe));
    assertFalse(carrier.learns(((Reply.Segment) named).tcp(), 0));
    assertFalse(carrier.learns(((Reply.Segment) acknowledgment(probe, 0)).tcp(), 0));
    assertEquals(Sign.D_SACK, carrier.sign());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void serverWithoutBothShowsNothing(int version) {
    open(version);
    assertEquals(Sign.NONE, carrier.sign());
    Probe probe = carrier.probe(1500, Carrier.TO_TARGET);
    assertFalse(carrier.arrived(acknowledgment(probe, 0)));
  }
}
