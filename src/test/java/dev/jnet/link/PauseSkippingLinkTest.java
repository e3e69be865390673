package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.unit.Nanos;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time in which this process did not run is no time on this link's clock. */
class PauseSkippingLinkTest {
  private static final byte[] BYTES = new byte[60];

  private final FakeLink inner = new FakeLink();
  private final List<Long> pauses = new ArrayList<>();
  private final FakeClocks clocks = new FakeClocks();
  private final PauseDetector detector = new PauseDetector(pauses::add, clocks);
  private final Link link = new PauseSkippingLink(inner, detector);
  private final long start = inner.now;

  private void receiveFor(long wait, long reallyTakes) throws LinkException {
    inner.onReceive = () -> inner.now += reallyTakes;
    assertEquals(0, link.receive(link.now() + wait).stream().count());
    inner.onReceive = () -> {};
  }

  @Test
  void clockStandsStillWhileProcessIsStopped() throws LinkException {
    link.running(true);
    receiveFor(50 * Nanos.MILLISECOND, 8 * Nanos.SECOND);

    assertEquals(start + 50 * Nanos.MILLISECOND, link.now());
    assertEquals(List.of(7_950 * Nanos.MILLISECOND), pauses);
    inner.now += 10;
    assertEquals(start + 50 * Nanos.MILLISECOND + 10, link.now());
  }

  @Test
  void ordinaryWaitsAndDelaysAreNoPauses() throws LinkException {
    link.running(true);
    receiveFor(5 * Nanos.SECOND, 5 * Nanos.SECOND);
    receiveFor(50 * Nanos.MILLISECOND, Nanos.SECOND);

    assertEquals(start + 6 * Nanos.SECOND, link.now());
    assertEquals(List.of(), pauses);
  }

  /** The clocks of a machine that can be suspended, in ns. */
  private final class FakeClocks extends SuspendedTime {
    private long asleep;
    private long set;

    @Override
    long monotonic() {
      return inner.now;
    }

    @Override
    long uptime() {
      return inner.now + asleep;
    }

    @Override
    long wall() {
      return inner.now + asleep + set;
    }
  }

  /** The lid is shut for an hour: the link's own clock stands still, too. */
  @Test
  void suspendedMachineIsToldOfAndNoTimePasses() throws LinkException {
    link.running(true);
    receiveFor(50 * Nanos.MILLISECOND, 50 * Nanos.MILLISECOND);
    clocks.asleep += 3600 * Nanos.SECOND;
    receiveFor(50 * Nanos.MILLISECOND, 50 * Nanos.MILLISECOND);

    assertEquals(start + 100 * Nanos.MILLISECOND, link.now());
    assertEquals(List.of(3600 * Nanos.SECOND), pauses);
    assertEquals(3600 * Nanos.SECOND, link.paused());
    assertEquals(0, link.paused(), "told once");
  }

  @Test
  void wallClockThatIsSetIsNoPause() throws LinkException {
    link.running(true);
    clocks.set += 3600 * Nanos.SECOND;
    receiveFor(50 * Nanos.MILLISECOND, 50 * Nanos.MILLISECOND);
    clocks.set -= 7200 * Nanos.SECOND;
    receiveFor(50 * Nanos.MILLISECOND, 50 * Nanos.MILLISECOND);
    assertEquals(List.of(), pauses);

    clocks.asleep += 10 * Nanos.SECOND;
    assertEquals(start + 100 * Nanos.MILLISECOND, link.now());
    assertEquals(List.of(10 * Nanos.SECOND), pauses, "seen all the same");
  }

  @Test
  void machineThatSleepsBetweenRunsIsNoPause() {
    link.running(true);
    link.running(false);
    clocks.asleep += 3600 * Nanos.SECOND;
    link.running(true);
    link.now();

    assertEquals(List.of(), pauses);
  }

  @Test
  void timeBetweenRunsIsNoPause() {
    link.running(true);
    link.running(false);
    inner.now += 8 * Nanos.SECOND;
    link.running(true);

    assertEquals(start + 8 * Nanos.SECOND, link.now());
    assertEquals(List.of(), pauses);
  }

  @Test
  void roundTripsOverPauseStayExact() throws LinkException {
    link.running(true);
    inner.left(BYTES);
    Frame sent = link.receive(link.now()).orElseThrow();
    inner.now += 20;
    inner.arrives(BYTES, BYTES.length); // the kernel takes it while the process is stopped
    inner.now += 8 * Nanos.SECOND;
    Frame answer = link.receive(link.now()).orElseThrow();

    assertEquals(20, answer.at() - sent.at());
    inner.now += 7;
    inner.arrives(BYTES, BYTES.length);
    assertEquals(link.now(), link.receive(link.now()).orElseThrow().at());
  }

  /** With many targets, answers are written out between the turns of a link. */
  @Test
  void pauseBetweenTurnsOfOneRunIsSeen() {
    link.running(true);
    link.running(true);
    link.running(false);
    inner.now += 8 * Nanos.SECOND;
    link.running(true);

    assertEquals(start, link.now());
    assertEquals(List.of(8 * Nanos.SECOND), pauses);
    link.running(false);
    assertEquals(8 * Nanos.SECOND, link.paused());
  }

  /** The process is stopped while one of two links waits: neither may count that time. */
  @Test
  void linksShareTheirPauses() throws LinkException {
    Link other = new PauseSkippingLink(inner, detector);
    link.running(true);
    other.running(true);
    receiveFor(50 * Nanos.MILLISECOND, 8 * Nanos.SECOND);

    assertEquals(start + 50 * Nanos.MILLISECOND, other.now());
    assertEquals(List.of(7_950 * Nanos.MILLISECOND), pauses, "told once");
    assertEquals(7_950 * Nanos.MILLISECOND, link.paused());
    assertEquals(7_950 * Nanos.MILLISECOND, other.paused());
  }

  @Test
  void pauseOfAnotherLinkBeforeARunIsNone() throws LinkException {
    Link other = new PauseSkippingLink(inner, detector);
    link.running(true);
    receiveFor(50 * Nanos.MILLISECOND, 8 * Nanos.SECOND);
    other.running(true);

    assertEquals(inner.now, other.now());
    assertEquals(0, other.paused());
  }
}
