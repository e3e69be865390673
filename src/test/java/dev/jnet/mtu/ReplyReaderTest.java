package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.mtu.Trial.Fate;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of reply means for the probe that it answers. */
class ReplyReaderTest {
  private static final long LONG = 900 * Nanos.MILLISECOND;

  private HandMadeReplies replies = new HandMadeReplies(4);
  private Evidence evidence;
  private ReplyReader reader;
  private Probe probe;
  private Trial trial;

  private void begin(int version) {
    replies = new HandMadeReplies(version);
    Carrier carrier = new EchoCarrier(new ProbeFactory(replies.question));
    evidence = new Evidence();
    reader = new ReplyReader(carrier, evidence, new TooBigReports(replies.question.leastClaim()));
    probe = carrier.probe(1400, Carrier.TO_TARGET);
    trial = new Trial(1400, 0);
    evidence.add(trial);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void echoOfTheTargetShowsThatTheProbeArrived(int version) {
    begin(version);
    assertFalse(reader.read(trial, replies.echoed(probe)));
    assertTrue(trial.is(Fate.PASSED));
    assertEquals(1400, evidence.lower());
    assertEquals(HandMadeReplies.RTT, reader.roundTrips().least());
  }

  @Test
  void duplicateArrivesButMeasuresNoRoundTrip() {
    begin(4);
    reader.read(trial, replies.echoed(probe));
    long timeout = reader.roundTrips().timeout();
    reader.read(trial, replies.echoed(probe, LONG, true, 64));
    assertEquals(timeout, reader.roundTrips().timeout());
    reader.read(trial, replies.echoed(probe, LONG, false, 64));
    assertTrue(reader.roundTrips().timeout() > LONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void possibleReportOfARouterIsBelieved(int version) {
    begin(version);
    assertTrue(reader.read(trial, replies.tooBig(probe, replies.router(2), 1300, 63)));
    assertTrue(trial.is(Fate.TOO_BIG));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void impossibleReportChangesNothing(int version) {
    begin(version);
    assertFalse(reader.read(trial, replies.tooBig(probe, replies.router(2), 1400, 63)));
    assertTrue(trial.is(Fate.PENDING));
    assertEquals(Optional.empty(), reader.failure());
  }

  @Test
  void reportAboutAProbeThatArrivedIsNotBelieved() {
    begin(4);
    reader.read(trial, replies.echoed(probe));
    reader.read(trial, replies.tooBig(probe, replies.router(2), 1300, 63));
    assertTrue(trial.is(Fate.PASSED));
  }

  @Test
  void probeThatTheLinkRefusedIsSilent() {
    begin(4);
    assertFalse(reader.read(trial, replies.refused(probe)));
    assertTrue(trial.is(Fate.SILENT));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void otherErrorIsAFailureThatNamesItsSender(int version) {
    begin(version);
    Reply.Failed error = replies.portUnreachable(probe, replies.router(3));
    assertFalse(reader.read(trial, error));
    assertEquals(Optional.of(new Failure(replies.router(3), "port unreachable")), reader.failure());
    assertTrue(trial.is(Fate.PENDING));
  }

  @Test
  void lastFailureCounts() {
    begin(4);
    reader.read(trial, replies.portUnreachable(probe, replies.router(3)));
    reader.read(trial, replies.timeExceeded(probe, replies.router(1)));
    assertEquals(replies.router(1), reader.failure().orElseThrow().address());
  }
}
