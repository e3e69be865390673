package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Lab;
import dev.jnet.lab.Setting;
import dev.jnet.lab.Topology;
import dev.jnet.lab.TopologyBuilder;
import dev.jnet.lab.TopologyParser;
import dev.jnet.link.LinkException;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Ignored.Why;
import dev.jnet.mtu.MtuResult.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer on each practice network, and what it cost. */
class BuiltInLabsMtuTest {
  private static final String WWW = "www.lab.test";

  @ParameterizedTest
  @CsvSource({
    "home, 4, 1492", "home, 6, 1492",
    "jumbo, 4, 1500", "jumbo, 6, 1500",
    "staircase, 4, 1300", "staircase, 6, 1300",
    "liar, 4, 1400", "oldrouter, 4, 1006",
    "silent, 4, 1500", "silent, 6, 1500"
  })
  void findsTheMtuInAtMostTwoRoundTrips(String lab, int version, int expected) throws Exception {
    MtuSearches.Search run = MtuSearches.mtu(lab, WWW, version);
    MtuResult result = run.result();
    assertEquals(expected, result.lower(), result::toString);
    assertEquals(Confidence.CONFIRMED, result.confidence(), result::toString);
    assertEquals(Status.OK, result.status());
    assertEquals(false, result.blackHole(), result::toString);
    assertTrue(result.probes() <= 60, result::toString);
    if (!lab.equals("liar")) { // whose claims take a third one to refute
      long most = 9 * result.roundTrip() / 4 + 2_000_000;
      assertTrue(run.elapsed() <= most, run::toString);
    }
  }

  /** Nobody on the link is sent what cannot tell any more. */
  @ParameterizedTest
  @CsvSource({"4", "6"})
  void twoProbesAreEnoughWhenTheTargetIsOnTheLink(int version) throws Exception {
    MtuResult result = MtuSearches.mtu("home", "nas.lab.test", version).result();
    assertEquals(1500, result.lower(), result::toString);
    assertEquals(Confidence.CONFIRMED, result.confidence(), result::toString);
    assertEquals(2, result.probes(), result::toString);
    assertEquals(1, result.rounds(), result::toString);
  }

  @ParameterizedTest
  @CsvSource({"blackhole, 4, 1400, 3", "blackhole, 6, 1400, 3"})
  void aBlackHoleIsFoundToTheByteAndPlaced(String lab, int version, int expected, int hop)
      throws Exception {
    MtuSearches.Search run = MtuSearches.mtu(lab, WWW, version);
    MtuResult result = run.result();
    assertEquals(expected, result.lower(), result::toString);
    assertEquals(Confidence.CONFIRMED, result.confidence(), result::toString);
    assertTrue(result.blackHole());
    assertEquals(hop, result.bottleneck().orElseThrow().hop(), result::toString);
    assertTrue(result.probes() <= 60, result::toString);
    assertTrue(run.elapsed() <= 8 * result.roundTrip(), run::toString);
  }

  /** The burst, two rounds that close the gap, and one that makes sure. */
  @Test
  void findsAnyBlackHoleExactlyWithinThreeRoundsAfterTheBurst() throws Exception {
    for (int hole = 600; hole < 1500; hole += 7) {
      MtuSearches.Search run = MtuSearches.mtu(Lab.of(holeOf(hole), 1), "target", 4, hole);
      assertEquals(hole, run.result().lower(), run::toString);
      assertEquals(Confidence.CONFIRMED, run.result().confidence(), run::toString);
      assertTrue(run.result().rounds() <= 4, run::toString);
    }
  }

  /** Such a target leaves most of a burst unanswered, whatever the sizes: only patience tells. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void findsABlackHoleBeforeATargetOfTenEchoesASecond(int version) throws Exception {
    Topology rationed =
        new TopologyBuilder("ten echoes a second")
            .client("client", "10.0.0.2/24", "2001:db8::2/64")
            .router("r1", "10.0.0.1/24", "2001:db8::1/64")
            .router("r2", "10.1.0.1", "2001:db8:1::1")
            .host("target", "10.2.0.1", "2001:db8:2::1")
            .set(Setting.ECHO_RATE, 10)
            .set(Setting.ECHO_BURST, 5)
            .link("client", "r1")
            .link("r1", "r2")
            .set(Setting.HOLE, 1400)
            .set(Setting.DELAY, 20_000_000)
            .link("r2", "target")
            .build();
    MtuSearches.Search run = MtuSearches.mtu(Lab.of(rationed, 1), "target", version, 1);
    assertEquals(1400, run.result().lower(), run::toString);
    assertEquals(Confidence.CONFIRMED, run.result().confidence(), run::toString);
    assertTrue(run.result().blackHole(), run::toString);
  }

  private static Topology holeOf(int bytes) {
    return new TopologyBuilder("a hole of " + bytes)
        .client("client", "10.0.0.2/24", "2001:db8::2/64")
        .router("r1", "10.0.0.1/24", "2001:db8::1/64")
        .router("r2", "10.1.0.1", "2001:db8:1::1")
        .host("target", "10.2.0.1", "2001:db8:2::1")
        .link("client", "r1")
        .link("r1", "r2")
        .set(Setting.HOLE, bytes)
        .set(Setting.DELAY, 20_000_000)
        .link("r2", "target")
        .build();
  }

  @Test
  void tenPercentLossChangesNoAnswer() throws Exception {
    for (long seed = 0; seed < 200; seed++) {
      MtuResult result = MtuSearches.mtu(Lab.open("lossy", seed), WWW, 4, seed).result();
      assertEquals(1492, result.lower(), result::toString);
      assertEquals(Confidence.CONFIRMED, result.confidence(), result::toString);
    }
  }

  @Test
  void wrongClaimIsListedAsIgnoredAndChangesNothingElse() throws Exception {
    MtuResult result = MtuSearches.mtu("liar", WWW, 4).result();
    assertEquals(1400, result.lower());
    assertEquals(1, result.ignored().size(), result::toString);
    assertEquals(1000, result.ignored().get(0).claim());
    assertEquals(Why.REFUTED, result.ignored().get(0).why());
  }

  @Test
  void repliesInFragmentsShowANarrowerReturnPath() throws Exception {
    MtuResult result = MtuSearches.mtu("narrowback", WWW, 4).result();
    assertEquals(1500, result.lower());
    assertTrue(result.wayBack().narrower());
    assertTrue(result.wayBack().fragment() > 0);
  }

  @Test
  void scoutThatArrivesIsEnough() throws LinkException {
    Lab wide =
        Lab.of(
            TopologyParser.parse(
                "wide",
                """
                title Nothing narrow
                client laptop 192.0.2.1/24
                host www.lab.test 192.0.2.2/24
                link laptop www.lab.test mtu 1500 delay 1ms
                """),
            0);
    MtuSearches.Search run = MtuSearches.scouted(wide, "www.lab.test", 4, 0);
    assertEquals(1500, run.result().lower());
    assertEquals(Confidence.CONFIRMED, run.result().confidence());
    assertEquals(1, run.tally().sent());
  }

  @Test
  void findsTheMtuAfterAScoutThatDidNotArrive() throws LinkException {
    for (String lab : new String[] {"home", "staircase", "blackhole", "liar", "oldrouter"}) {
      MtuResult without = MtuSearches.mtu(lab, "www.lab.test", 4).result();
      MtuSearches.Search with = MtuSearches.scouted(Lab.open(lab, 0), "www.lab.test", 4, 0);
      assertEquals(without.lower(), with.result().lower(), lab);
      assertEquals(without.confidence(), with.result().confidence(), lab);
    }
  }
}
