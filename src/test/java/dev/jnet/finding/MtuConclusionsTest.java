package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.finding.PathFinding.PathMtuClaimed;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.mtu.MtuResult.Ignored;
import dev.jnet.mtu.MtuResult.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MtuConclusionsTest {
  private static List<String> codes(SearchSample sample) {
    return sample.conclusions().stream().map(Finding::code).toList();
  }

  private static SearchSample silent(int version) {
    SearchSample sample = new SearchSample(version);
    sample.status = Status.NO_REPLY;
    sample.lower = 0;
    sample.confidence = Confidence.BRACKETED;
    sample.bottleneck = Optional.empty();
    sample.reports = List.of();
    return sample;
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void mostImportantConclusionComesFirst(int version) {
    SearchSample sample = new SearchSample(version);
    sample.lower = 1492;
    sample.upper = 1493;
    sample.kernelMtu = 1300;
    sample.others = List.of(sample.address(81));
    sample.ignored =
        List.of(new Ignored(sample.router, 1600, 1500, Ignored.Why.NOT_BELOW_THE_PROBE));
    assertEquals(
        List.of(
            "path-mtu",
            "too-big-reported",
            "encapsulation-guess",
            "stale-cache",
            "answered-by-another",
            "claim-refuted"),
        codes(sample));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void silenceHasNoPathMtu(int version) {
    assertEquals(List.of("unanswered"), codes(silent(version)));
  }

  @Test
  void silenceTellsWhoSaidWhy() {
    SearchSample sample = silent(4);
    sample.failure = Optional.of(new Failure(sample.router, "host unreachable"));
    Unanswered none = (Unanswered) sample.conclusions().get(0);
    assertEquals(Optional.of(sample.router), none.by());
    assertEquals("host unreachable", none.reason());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void claimWithoutAnyAnswerStaysAClaim(int version) {
    SearchSample sample = new SearchSample(version);
    sample.status = Status.NO_REPLY;
    sample.confidence = Confidence.CLAIMED;
    assertEquals(List.of("unanswered", "path-mtu-claimed"), codes(sample));
    PathMtuClaimed claimed = (PathMtuClaimed) sample.conclusions().get(1);
    assertEquals(1400, claimed.bytes());
    assertEquals(Optional.of(sample.router), claimed.router());
  }
}
