package dev.jnet.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import dev.jnet.wire.TcpOption.MaximumSegmentSize;
import dev.jnet.wire.TcpOption.Sack;
import dev.jnet.wire.TcpOption.SackPermitted;
import dev.jnet.wire.TcpOption.Timestamps;
import dev.jnet.wire.TcpOption.WindowScale;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two SYNs agree on, and what follows for the segments after them. */
class OptionsInForceTest {
  private static final TcpSettings LINUX = TcpSettings.linux(4, 1500);
  private static final TcpSettings PLAIN = LINUX.withOptions(-1, false, false);

  private static Tcp segment(int flags, long sequence, TcpOption... options) {
    return new Tcp(80, 40_000, sequence, 0, flags, 1000, List.of(options), new byte[0]);
  }

  private static Tcp syn(TcpOption... options) {
    return segment(Tcp.SYN, 500, options);
  }

  private static OptionsInForce agreed(TcpSettings settings, TcpOption... theirs) {
    OptionsInForce options = new OptionsInForce(settings, 0);
    options.agree(syn(theirs));
    return options;
  }

  private static OptionsInForce withStamps() {
    return agreed(LINUX, new Timestamps(1000, 0));
  }

  @Test
  void withoutAnMssTheDefaultOfTheVersionHolds() {
    assertEquals(536, agreed(PLAIN).effectiveMss());
    assertEquals(OptionalInt.empty(), agreed(PLAIN).theirMss());
    TcpSettings six = TcpSettings.linux(6, 1500).withOptions(-1, false, false);
    assertEquals(1220, agreed(six).effectiveMss());
  }

  @ParameterizedTest
  @CsvSource({"1400, 1400", "9000, 1460", "1, 8", "0, 536"})
  void segmentsAreAsLargeAsBothSidesAllow(int announced, int effective) {
    assertEquals(effective, agreed(PLAIN, new MaximumSegmentSize(announced)).effectiveMss());
  }

  @Test
  void mssOfNothingIsNoMss() {
    assertEquals(OptionalInt.empty(), agreed(PLAIN, new MaximumSegmentSize(0)).theirMss());
    assertEquals(OptionalInt.of(1), agreed(PLAIN, new MaximumSegmentSize(1)).theirMss());
  }

  @Test
  void timestampsTakeTwelveBytesOfEachSegment() {
    OptionsInForce options = agreed(LINUX, new MaximumSegmentSize(1460), new Timestamps(1000, 0));
    assertTrue(options.timestamps());
    assertEquals(1448, options.effectiveMss());
    assertEquals(1448, options.agreedMss());
  }

  @Test
  void theirSegmentsAreAsLargeAsThisSideAnnounced() {
    TcpSettings small = PLAIN.withAnnouncedMss(700);
    assertEquals(700, agreed(small, new MaximumSegmentSize(1400)).agreedMss());
    TcpSettings none = PLAIN.withAnnouncedMss(0);
    assertEquals(1400, agreed(none, new MaximumSegmentSize(1400)).agreedMss());
  }

  @Test
  void optionIsInForceOnlyWhenBothSidesOfferIt() {
    OptionsInForce both =
        agreed(LINUX, new WindowScale(9), new SackPermitted(), new Timestamps(1, 0));
    assertTrue(both.scaled() && both.sack() && both.timestamps());
    assertEquals(9, both.theirShift());
    assertEquals(7, both.ourShift());
    assertEquals(3, both.mostSackBlocks());

    OptionsInForce theirsAlone =
        agreed(PLAIN, new WindowScale(9), new SackPermitted(), new Timestamps(1, 0));
    OptionsInForce oursAlone = agreed(LINUX);
    for (OptionsInForce one : List.of(theirsAlone, oursAlone)) {
      assertFalse(one.scaled() || one.sack() || one.timestamps());
      assertEquals(0, one.theirShift());
      assertEquals(0, one.ourShift());
      assertEquals(0, one.mostSackBlocks());
    }
  }

  /** RFC 7323 section 2.3. */
  @Test
  void shiftAboveFourteenCountsAsFourteen() {
    assertEquals(14, agreed(LINUX, new WindowScale(15)).theirShift());
  }

  @Test
  void twoCapturedSynsTellWhatTheirOwnersAgreedOn() {
    Tcp ours = syn(new MaximumSegmentSize(1300), new WindowScale(15), new Timestamps(5, 0));
    Tcp theirs = syn(new MaximumSegmentSize(1400), new WindowScale(3), new SackPermitted());
    OptionsInForce seen = OptionsInForce.seen(LINUX, ours, theirs);

    assertEquals(14, seen.ourShift());
    assertEquals(3, seen.theirShift());
    assertFalse(seen.sack() || seen.timestamps(), "each offered by one side alone");
    assertEquals(1400, seen.effectiveMss());
    assertEquals(1300, seen.agreedMss());
  }

  @Test
  void synOffersWhatTheSettingsSayAndItsAnswerOnlyWhatWasOffered() {
    assertEquals(LINUX.syn(), offer(new OptionsInForce(LINUX, 0).ofSyn(false, 0)));
    assertEquals(
        new TcpSettings.SynOffer(1460, -1, true, false),
        offer(agreed(LINUX, new SackPermitted()).ofSyn(true, 0)));
    assertEquals(
        new TcpSettings.SynOffer(1460, -1, false, false), offer(agreed(LINUX).ofSyn(true, 0)));
    assertEquals(List.of(), agreed(PLAIN.withAnnouncedMss(0)).ofSyn(true, 0));
  }

  /** What the options of a SYN offer; they fill whole words, as data begin at one. */
  private static TcpSettings.SynOffer offer(List<TcpOption> options) {
    assertEquals(0, options.stream().mapToInt(TcpOption::length).sum() % 4, options::toString);
    int mss = 0;
    int scale = -1;
    boolean sack = false;
    boolean stamps = false;
    for (TcpOption option : options) {
      mss = option instanceof MaximumSegmentSize size ? size.bytes() : mss;
      scale = option instanceof WindowScale shift ? shift.shift() : scale;
      sack |= option instanceof SackPermitted;
      stamps |= option instanceof Timestamps;
    }
    return new TcpSettings.SynOffer(mss, scale, sack, stamps);
  }

  @Test
  void segmentsCarryTheTimeInMillisecondsAndEchoTheirs() {
    OptionsInForce options = new OptionsInForce(LINUX, 100);
    options.agree(syn(new Timestamps(1000, 0)));
    List<TcpOption> carried = options.ofSegment(List.of(), 7 * Nanos.MILLISECOND);
    assertEquals(new Timestamps(107, 1000), carried.get(carried.size() - 1));
  }

  @Test
  void threeSackBlocksFitBesideTimestampsAndFourWithout() {
    assertEquals(40, length(withStampsAndSack(), 3));
    assertEquals(36, length(agreed(LINUX, new SackPermitted()), 4));
    assertEquals(4, agreed(LINUX, new SackPermitted()).mostSackBlocks());
    assertEquals(List.of(), agreed(PLAIN).ofSegment(List.of(), 0));
  }

  private static OptionsInForce withStampsAndSack() {
    return agreed(LINUX, new SackPermitted(), new Timestamps(1, 0));
  }

  private static int length(OptionsInForce options, int blocks) {
    List<Sack.Block> missing = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      missing.add(new Sack.Block(10L * i, 10L * i + 5));
    }
    return options.ofSegment(missing, 0).stream().mapToInt(TcpOption::length).sum();
  }

  @Test
  void segmentWithAnEarlierTimestampIsOldUnlessItResets() {
    OptionsInForce options = withStamps();
    assertTrue(options.isOld(segment(Tcp.ACK, 501, new Timestamps(999, 0))));
    assertFalse(options.isOld(segment(Tcp.ACK, 501, new Timestamps(1000, 0))));
    assertFalse(options.isOld(segment(Tcp.ACK, 501)));
    assertFalse(options.isOld(segment(Tcp.RST, 501, new Timestamps(999, 0))));
    assertFalse(agreed(LINUX).isOld(segment(Tcp.ACK, 501, new Timestamps(0, 0))));
  }

  /** RFC 7323 section 4.3: a segment behind a gap must not be echoed. */
  @Test
  void onlyTheTimestampOfTheSegmentThatWasAwaitedIsEchoed() {
    OptionsInForce options = withStamps();
    options.acknowledged(600);
    options.remember(segment(Tcp.ACK, 700, new Timestamps(1005, 0)));
    assertEquals(1000, echoed(options));
    options.remember(segment(Tcp.ACK, 600, new Timestamps(1002, 0)));
    assertEquals(1002, echoed(options));
    options.remember(segment(Tcp.ACK, 600, new Timestamps(1001, 0)));
    assertEquals(1002, echoed(options));
  }

  private static long echoed(OptionsInForce options) {
    List<TcpOption> carried = options.ofSegment(List.of(), 0);
    return ((Timestamps) carried.get(carried.size() - 1)).echo();
  }
}
