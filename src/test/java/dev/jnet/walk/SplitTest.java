package dev.jnet.walk;

import static dev.jnet.report.Samples.ms;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.report.walk.WalkSamples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the time of a leg is divided; the times are those of the walks made by hand. */
class SplitTest {
  private static Split split(Walk walk) {
    return walk.legs().get(0).split();
  }

  @Test
  void eachStepHasItsTime() {
    Split expected =
        new Split(ms(8.5), ms(0.4), 0, ms(12), 0, ms(12), 0, 0, ms(12.1), /* total= */ ms(56.2));
    assertEquals(expected, split(WalkSamples.arrived()));
  }

  @Test
  void restIsWhatNoStepTook() {
    Split split = split(WalkSamples.arrived());
    assertEquals(ms(56.2 - 8.5 - 0.4 - 12 - 12 - 12.1), split.between());
  }

  @Test
  void tlsLiesBetweenTheConnectionAndTheRequest() {
    Split split = split(WalkSamples.secure());
    assertEquals(ms(32.8 - 32.5), split.tls(), "the server's part; what is before is our own");
    assertEquals(ms(12), split.firstByte(), "from the request inside TLS to its answer");
  }

  @Test
  void tlsThatFailedTookNoMeasuredTime() {
    Split split = split(WalkSamples.expiredCertificate());
    assertEquals(0, split.tls());
    assertEquals(0, split.firstByte());
  }

  @Test
  void serverThatSpeaksFirstIsWaitedForFromTheConnectionOn() {
    assertEquals(ms(45 - 32), split(WalkSamples.mail()).firstByte());
  }

  @Test
  void nameWithoutAnAddressHasOnlyTheTimeOfItsLookUp() {
    assertEquals(
        new Split(ms(8.5), 0, 0, 0, 0, 0, 0, 0, 0, ms(8.5)), split(WalkSamples.noSuchName()));
  }

  @Test
  void silentResolverHasNoAnswerToMeasure() {
    assertEquals(new Split(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), split(WalkSamples.resolverSilent()));
  }

  @Test
  void stalledTimeIsMeasuredEvenWithoutAByte() {
    Split split = split(WalkSamples.stalled());
    assertEquals(0, split.firstByte());
    assertEquals(0, split.transfer());
    assertEquals(ms(5044 - 33), split.stalled(), "the waiting is the server's, not jnet's");
    assertEquals(ms(5044 - 1), split.total());
  }

  @Test
  void silentNextHopTakesTheWholeWait() {
    Leg arrived = WalkSamples.arrived().legs().get(0);
    NextHop hop = arrived.hop().orElseThrow();
    NextHop silent =
        new NextHop(
            hop.target(),
            hop.hop(),
            hop.means(),
            hop.gateway(),
            hop.questions(),
            Optional.empty(),
            hop.known(),
            ms(3000));
    Leg leg = Leg.begun(arrived.url(), arrived.naming()).withHop(silent);

    assertEquals(ms(3000), leg.split().neighbor());
    assertEquals(ms(18 - 1 + 3000), leg.split().total());
  }

  @Test
  void closedPortHasNoTimesAfterItsAnswer() {
    Split split = split(WalkSamples.portClosed());
    assertEquals(ms(12), split.connect());
    assertEquals(0, split.firstByte() + split.transfer() + split.close());
    assertEquals(ms(32 - 1), split.total());
  }

  @Test
  void nextHopThatWasAskedBeforeTakesNoTime() {
    assertEquals(0, WalkSamples.redirected().legs().get(1).split().neighbor());
  }
}
