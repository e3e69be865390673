package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a result says when something is learned beside the search, and what it leaves alone. */
class MtuResultTest {
  private static final InetAddress NEAR = Addresses.literal("192.0.2.101");
  private static final InetAddress FAR = Addresses.literal("192.0.2.102");
  private static final Report FIRST = new Report(1, NEAR, 1450, 1500);

  private static MtuResult result(Status status, Confidence confidence) {
    return new MtuResult(
        status,
        1400,
        1401,
        confidence,
        new MtuResult.Counts(3, 2, 9, 0),
        true,
        Optional.of(new Bottleneck(2, Optional.empty(), false)),
        List.of(FIRST),
        List.of(),
        new MtuResult.WayBack(false, 576, 0),
        MtuResult.DontFragment.KEPT,
        Optional.empty(),
        7,
        4,
        20);
  }

  private static MtuResult confirmed() {
    return result(Status.OK, Confidence.CONFIRMED);
  }

  @ParameterizedTest
  @CsvSource({
    "OK, CONFIRMED, true",
    "OK, CLAIMED, true",
    "OK, BRACKETED, false",
    "NO_REPLY, CONFIRMED, false"
  })
  void pathMtuIsKnownUnlessItIsOpenBetweenTwoSizes(
      Status status, Confidence confidence, boolean known) {
    assertEquals(known, result(status, confidence).known());
  }

  @Test
  void probesOfOtherSearchesChangeNothingElse() {
    MtuResult changed = confirmed().withProbes(99);
    assertEquals(99, changed.probes());
    assertEquals(confirmed(), changed.withProbes(20));
  }

  @Test
  void failureDoesNotTakeTheSizesBack() {
    Failure reset = new Failure(FAR, "the port is closed");
    MtuResult changed = confirmed().withFailure(reset);
    assertEquals(Optional.of(reset), changed.failure());
    assertEquals(1400, changed.lower());
    assertTrue(changed.blackHole());
  }

  @Test
  void smallerEchoesShowANarrowerReturnPath() {
    MtuResult changed = confirmed().withLargestEcho(1200, Via.Kind.TCP);
    assertTrue(changed.wayBack().narrower());
    assertEquals(1200, changed.wayBack().largestEcho());
    assertEquals(Via.Kind.TCP, changed.wayBack().largerBy());
    assertEquals(576, changed.wayBack().fragment());
    assertTrue(changed.blackHole());
    assertEquals(confirmed().bottleneck(), changed.bottleneck());
  }

  @Test
  void reportToAnotherProbeEndsTheBlackHole() {
    Report second = new Report(2, FAR, 1400, 1401);
    MtuResult changed = confirmed().withReport(second);
    assertFalse(changed.blackHole());
    assertEquals(List.of(FIRST, second), changed.reports());
    assertEquals(Optional.of(new Bottleneck(2, Optional.of(FAR), true)), changed.bottleneck());
    assertEquals(confirmed().wayBack(), changed.wayBack());
  }

  @Test
  void resultWithoutAnswerKeepsNoSizeThatArrived() {
    Failure reset = new Failure(FAR, "host unreachable");
    MtuResult changed = confirmed().unanswered(reset);
    assertEquals(Status.NO_REPLY, changed.status());
    assertEquals(0, changed.lower());
    assertFalse(changed.blackHole());
    assertEquals(Optional.empty(), changed.bottleneck());
    assertEquals(Optional.of(reset), changed.failure());
    assertEquals(List.of(FIRST), changed.reports(), "what routers said was said");
    assertFalse(changed.known());
  }
}
