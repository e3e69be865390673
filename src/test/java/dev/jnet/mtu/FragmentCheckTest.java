package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MalformedPacketException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether DF arrives as it was sent is told by what the target's error quotes. */
class FragmentCheckTest {
  private static final long TIMEOUT = Nanos.SECOND;

  /** The byte of an IPv4 header that has DF, and the bit in it. */
  private static final int FLAGS = 6;

  private static final int DF = 0x40;

  private final HandMadeReplies replies = new HandMadeReplies(4);

  private FragmentCheck check(DontFragment known) {
    return new FragmentCheck(
        new ProbeFactory(replies.question), replies.question.target(), known, true);
  }

  /** The error with a quote whose DF bit was cleared on the way. */
  private static Reply cleared(Reply.Failed failed) throws MalformedPacketException {
    byte[] quote = failed.quoted().emit().clone();
    quote[FLAGS] &= ~DF;
    IpPacket quoted = IpPacket.parse(quote);
    return new Reply.Failed(
        failed.probe(),
        failed.timing(),
        failed.packet(),
        quoted,
        IcmpError.unreachable(4, 3, quote));
  }

  @ParameterizedTest
  @EnumSource(
      value = DontFragment.class,
      names = {"KEPT", "CLEARED", "UNTESTED"})
  void whatIsKnownIsNotAskedAgain(DontFragment known) {
    FragmentCheck check = check(known);
    assertEquals(Optional.empty(), check.next(0, TIMEOUT));
    assertEquals(Diagnosis.NEVER, check.wakeAt(TIMEOUT));
    assertTrue(check.done(0, TIMEOUT));
    assertEquals(known, check.found());
    assertEquals(0, check.count());
  }

  @Test
  void nothingIsAskedWhereOnlyOneFlowMaySend() {
    FragmentCheck check =
        new FragmentCheck(
            new ProbeFactory(replies.question),
            replies.question.target(),
            DontFragment.UNKNOWN,
            false);
    assertEquals(Optional.empty(), check.next(0, TIMEOUT));
    assertTrue(check.done(0, TIMEOUT));
    assertEquals(DontFragment.UNKNOWN, check.found());
  }

  @Test
  void secondDatagramFollowsWhenTheFirstIsNotAnswered() {
    FragmentCheck check = check(DontFragment.UNKNOWN);
    assertEquals(Long.MIN_VALUE, check.wakeAt(TIMEOUT));
    assertTrue(check.next(0, TIMEOUT).isPresent());
    assertEquals(TIMEOUT, check.wakeAt(TIMEOUT));
    assertEquals(Optional.empty(), check.next(TIMEOUT - 1, TIMEOUT));
    assertTrue(check.next(TIMEOUT, TIMEOUT).isPresent());
    assertFalse(check.done(2 * TIMEOUT - 1, TIMEOUT));
    assertEquals(Optional.empty(), check.next(2 * TIMEOUT, TIMEOUT));
    assertTrue(check.done(2 * TIMEOUT, TIMEOUT));
    assertEquals(2, check.count());
    assertEquals(DontFragment.UNKNOWN, check.found());
  }

  @Test
  void targetsErrorQuotesTheBit() throws MalformedPacketException {
    FragmentCheck kept = check(DontFragment.UNKNOWN);
    Probe probe = kept.next(0, TIMEOUT).orElseThrow();
    assertTrue(kept.accept(replies.portUnreachable(probe, replies.question.target())));
    assertEquals(DontFragment.KEPT, kept.found());
    assertTrue(kept.done(0, TIMEOUT));

    FragmentCheck lost = check(DontFragment.UNKNOWN);
    Probe other = lost.next(0, TIMEOUT).orElseThrow();
    assertTrue(lost.accept(cleared(replies.portUnreachable(other, replies.question.target()))));
    assertEquals(DontFragment.CLEARED, lost.found());
  }

  /** A router before the one that clears the bit still sees it. */
  @Test
  void errorsOfRoutersDoNotTellHowItArrives() {
    FragmentCheck check = check(DontFragment.UNKNOWN);
    Probe probe = check.next(0, TIMEOUT).orElseThrow();
    assertTrue(check.accept(replies.portUnreachable(probe, replies.router(1))));
    assertTrue(check.accept(replies.timeExceeded(probe, replies.router(1))));
    assertEquals(DontFragment.UNKNOWN, check.found());
  }

  @Test
  void repliesToOtherProbesAreNotItsOwn() {
    FragmentCheck check = check(DontFragment.UNKNOWN);
    check.next(0, TIMEOUT);
    Probe other = replies.echoRequest();
    assertFalse(check.accept(replies.portUnreachable(other, replies.question.target())));
    assertEquals(DontFragment.UNKNOWN, check.found());
  }

  @Test
  void ipv6HasNoSuchBit() {
    HandMadeReplies six = new HandMadeReplies(6);
    assertEquals(
        DontFragment.UNKNOWN,
        FragmentCheck.quoted(six.portUnreachable(six.echoRequest(), six.question.target())));
  }
}
