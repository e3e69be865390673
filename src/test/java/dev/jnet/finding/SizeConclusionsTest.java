package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.PathFinding.DontFragmentCleared;
import dev.jnet.finding.PathFinding.NarrowestHere;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.PathMtuAtLeast;
import dev.jnet.finding.PathFinding.PathMtuRange;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.WayBack;
import dev.jnet.probe.ReplyOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeConclusionsTest {
  private static List<Finding> size(SearchSample sample) {
    return new SizeConclusions(sample.evidence()).size();
  }

  private static Degree degree(Finding finding) {
    return finding.grounds().certainty().degree();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void reportedSizeIsSeen(int version) {
    PathMtu mtu = (PathMtu) size(new SearchSample(version)).get(0);
    assertEquals(1400, mtu.bytes());
    assertEquals(Degree.SEEN, degree(mtu));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void widePathIsAsWideAsTheInterface(int version) {
    List<Finding> findings = size(new SearchSample(version).withWidePath());
    assertEquals(1500, ((PathMtu) findings.get(0)).bytes());
    NarrowestHere here = (NarrowestHere) findings.get(1);
    assertEquals("eth0", here.interfaceName());
    assertEquals(1500, here.mtu());
    assertEquals(Degree.SEEN, degree(here));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void searchBelowTheInterfacesMtuTellsTheLeast(int version) {
    SearchSample sample = new SearchSample(version).withWidePath();
    sample.limit = 1450;
    sample.lower = 1450;
    PathMtuAtLeast least = (PathMtuAtLeast) size(sample).get(0);
    assertEquals(1450, least.bytes());
    assertEquals(Degree.SEEN, degree(least));
  }

  @Test
  void unfinishedSearchTellsARange() {
    SearchSample sample = new SearchSample(4);
    sample.confidence = Confidence.BRACKETED;
    sample.upper = 1450;
    PathMtuRange range = (PathMtuRange) size(sample).get(0);
    assertEquals(1400, range.from());
    assertEquals(1449, range.to());
    assertEquals(Degree.GUESSED, degree(range), "a router has reported the larger size");
  }

  @Test
  void clearedDontFragmentTellsNoPathMtu() {
    SearchSample sample = new SearchSample(4).withWidePath();
    sample.dontFragment = DontFragment.CLEARED;
    assertInstanceOf(DontFragmentCleared.class, size(sample).get(0));
    assertEquals(1, size(sample).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void silenceIsAGuessWhileTheReturnPathMayBeNarrow(int version) {
    SearchSample sample = new SearchSample(version).withBlackHole();
    assertEquals(Degree.INFERRED, degree(size(sample).get(0)));
    sample.wayBack = new WayBack(false, 0, 0);
    assertEquals(Degree.GUESSED, degree(size(sample).get(0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void answersOfTheNextMachineAreAGuess(int version) {
    SearchSample sample = new SearchSample(version).withWidePath();
    sample.wayBack = new WayBack(false, 0, 0, true, 64, ReplyOrigin.UNKNOWN);
    assertEquals(Degree.GUESSED, degree(size(sample).get(0)), "no router was passed");
    sample.wayBack = new WayBack(false, 0, 0, true, 64, ReplyOrigin.BEYOND);
    assertEquals(Degree.SEEN, degree(size(sample).get(0)), "they took longer than the router's");
  }

  @Test
  void onlyIpv6HasALeastMtuOf1280() {
    SearchSample six = new SearchSample(6);
    six.lower = 1200;
    six.upper = 1201;
    assertTrue(new SizeConclusions(six.evidence()).belowMinimum().isPresent());
    six.lower = 1280;
    assertTrue(new SizeConclusions(six.evidence()).belowMinimum().isEmpty());
    SearchSample four = new SearchSample(4);
    four.lower = 1200;
    assertTrue(new SizeConclusions(four.evidence()).belowMinimum().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void missingBytesSuggestAnEncapsulation(int version) {
    SearchSample sample = new SearchSample(version);
    sample.lower = 1492;
    PathFinding.EncapsulationGuess guess =
        (PathFinding.EncapsulationGuess)
            new SizeConclusions(sample.evidence()).encapsulation().orElseThrow();
    assertEquals("PPPoE", guess.candidates().get(0).name());
    assertEquals(Degree.GUESSED, degree(guess));
    assertTrue(
        new SizeConclusions(new SearchSample(version).withWidePath().evidence())
            .encapsulation()
            .isEmpty(),
        "nothing is missing");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void kernelsMemoryIsStaleWhenItDiffers(int version) {
    SearchSample sample = new SearchSample(version);
    assertTrue(new SizeConclusions(sample.evidence()).cache().isEmpty(), "it remembers nothing");
    sample.kernelMtu = 1400;
    assertTrue(new SizeConclusions(sample.evidence()).cache().isEmpty(), "it is right");
    sample.kernelMtu = 1300;
    StaleCache cache = (StaleCache) new SizeConclusions(sample.evidence()).cache().orElseThrow();
    assertEquals(1300, cache.cached());
    assertEquals(1400, cache.measured());
  }
}
