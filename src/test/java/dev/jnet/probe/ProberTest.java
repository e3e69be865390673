package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** The loop sends what is due, hands over what arrives, and takes the time from the link alone. */
class ProberTest {
  private static final InetAddress HERE = Addresses.literal("192.0.2.10");
  private static final InetAddress THERE = Addresses.literal("198.51.100.80");
  private static final FirstHop HOP =
      new FirstHop("tun0", LinkType.RAW_IP, 1500, HERE, MacAddress.ZERO, THERE, MacAddress.ZERO);

  private final Link link = mock(Link.class);
  private long now = 5 * Nanos.SECOND;

  /** Asks so many questions at once, and is done when all are answered or refused. */
  private static final class Questions implements Diagnosis<List<Reply>> {
    private final List<Probe> waiting = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private final int count;

    Questions(int count) {
      this.count = count;
      for (int i = 0; i < count; i++) {
        waiting.add(echo(i));
      }
    }

    @Override
    public Optional<Probe> next(long now) {
      return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.remove(0));
    }

    @Override
    public void accept(Reply reply) {
      replies.add(reply);
    }

    @Override
    public long wakeAt() {
      return NEVER;
    }

    @Override
    public boolean done() {
      return replies.size() == count;
    }

    @Override
    public List<Reply> result() {
      return List.copyOf(replies);
    }
  }

  private static Probe echo(int sequence) {
    byte[] token = {1, 2, 3, 4, 5, 6, 7, (byte) sequence};
    return Probe.of(HOP, packet(HERE, THERE, IcmpEcho.request(4, 77, sequence, token)));
  }

  private static IpPacket packet(InetAddress from, InetAddress to, IcmpEcho echo) {
    return IpPacket.unsplittable(
        from, to, 9, 64, new Payload(IpProtocol.ICMP, echo.emit(from, to)));
  }

  private Frame answer(int sequence, byte lastOfToken) {
    byte[] token = {1, 2, 3, 4, 5, 6, 7, lastOfToken};
    byte[] bytes = packet(THERE, HERE, IcmpEcho.request(4, 77, sequence, token).answered()).emit();
    return new Frame(LinkType.RAW_IP, bytes, bytes.length, now, false);
  }

  @BeforeEach
  void letTimePassWhenTheLinkWaits() throws LinkException {
    when(link.type()).thenReturn(LinkType.RAW_IP);
    when(link.now()).thenAnswer(call -> now);
    when(link.receive(anyLong()))
        .thenAnswer(
            call -> {
              now = Math.max(now, call.<Long>getArgument(0));
              return Optional.empty();
            });
  }

  @Test
  void sendsBeforeItWaitsAndBelievesOnlyItsOwnToken() throws LinkException {
    Questions questions = new Questions(1);
    byte[] sent = questions.waiting.get(0).frame();
    when(link.receive(anyLong()))
        .thenReturn(Optional.of(answer(0, (byte) 99)))
        .thenReturn(Optional.of(answer(0, (byte) 0)));
    Prober prober = new Prober(link, Pace.unlimited(), () -> false);
    List<Reply> replies = prober.run(questions, now + Nanos.SECOND);
    InOrder order = inOrder(link);
    order.verify(link).send(sent);
    order.verify(link, org.mockito.Mockito.atLeastOnce()).receive(anyLong());
    assertEquals(1, replies.size());
    assertTrue(((Reply.Echoed) replies.get(0)).intact());
    assertEquals(new Tally(1, 1, 1), prober.tally());
  }

  @Test
  void measuresRoundTripByTheKernelsStampOfTheLeavingFrame() throws LinkException {
    Questions questions = new Questions(1);
    byte[] sent = questions.waiting.get(0).frame();
    Frame leaving = new Frame(LinkType.RAW_IP, sent, sent.length, now + 400, true);
    Frame back = answer(0, (byte) 0);
    Frame arriving = new Frame(back.type(), back.bytes(), back.length(), now + 10_400, false);
    when(link.receive(anyLong()))
        .thenReturn(Optional.of(leaving))
        .thenReturn(Optional.of(arriving));
    Reply reply =
        new Prober(link, Pace.unlimited(), () -> false).run(questions, now + Nanos.SECOND).get(0);
    assertEquals(10_000, reply.timing().roundTrip());
    assertTrue(reply.timing().exact());
  }

  @Test
  void reportsRefusedFrameAsReplyAndBrokenLinkAsException() throws LinkException {
    doThrow(new FrameRefusedException(FrameRefusedException.Reason.TOO_LARGE, "too long"))
        .when(link)
        .send(any());
    Reply reply =
        new Prober(link, Pace.unlimited(), () -> false)
            .run(new Questions(1), now + Nanos.SECOND)
            .get(0);
    assertSame(FrameRefusedException.Reason.TOO_LARGE, ((Reply.Refused) reply).reason());
    doThrow(new LinkException("the interface went down")).when(link).send(any());
    assertThrows(
        LinkException.class,
        () ->
            new Prober(link, Pace.unlimited(), () -> false)
                .run(new Questions(1), now + Nanos.SECOND));
  }

  @Test
  void endsAtTheDeadlineWithWhatIsKnown() throws LinkException {
    long startedAt = now;
    assertEquals(
        List.of(),
        new Prober(link, Pace.unlimited(), () -> false).run(new Questions(2), now + Nanos.SECOND));
    assertEquals(startedAt + Nanos.SECOND, now);
  }

  @Test
  void stopsWithin100MillisecondsOfBeingAskedTo() throws LinkException {
    long startedAt = now;
    new Prober(link, Pace.unlimited(), () -> now > startedAt).run(new Questions(1), Long.MAX_VALUE);
    assertTrue(now - startedAt <= Nanos.SECOND / 10, () -> (now - startedAt) + " ns");
  }

  @Test
  void keepsThePace() throws LinkException {
    long startedAt = now;
    Prober prober = new Prober(link, Pace.of(100), () -> false);
    prober.run(new Questions(50), startedAt + Nanos.SECOND / 4);
    assertEquals(26, prober.tally().sent(), 1);
  }

  @Test
  void readsWhatHasArrivedWithin10MillisecondsWhileSendingIsSlow() throws LinkException {
    List<Long> reads = new ArrayList<>();
    doAnswer(call -> now += Nanos.SECOND / 500).when(link).send(any());
    when(link.receive(anyLong()))
        .thenAnswer(
            call -> {
              reads.add(now);
              now = Math.max(now, call.<Long>getArgument(0));
              return Optional.empty();
            });
    long startedAt = now;
    new Prober(link, Pace.unlimited(), () -> false)
        .run(new Questions(50), startedAt + Nanos.SECOND / 10);
    long before = startedAt;
    for (long read : reads) {
      assertTrue(read - before <= Nanos.SECOND / 100, () -> "10 ms: " + reads);
      before = read;
    }
    assertTrue(reads.size() >= 10, reads::toString);
  }

  @Test
  void sendsNothingForADiagnosisThatIsDone() throws LinkException {
    new Prober(link, Pace.unlimited(), () -> false).run(new Questions(0), now + Nanos.SECOND);
    verify(link, never()).send(any());
    verify(link, never()).receive(anyLong());
  }

  @Test
  void tallyIsTheSameHoweverOftenItIsAskedFor() throws LinkException {
    when(link.uncaptured()).thenReturn(3L, 0L, 4L);
    Prober prober = new Prober(link, Pace.unlimited(), () -> false);
    prober.run(new Questions(0), now);
    assertEquals(3, prober.tally().uncaptured());
    assertEquals(3, prober.tally().uncaptured());
    prober.run(new Questions(0), now);
    assertEquals(7, prober.tally().uncaptured(), "both runs together");
  }

  @Test
  void framesThatWereNotCapturedCountAlsoWhenTheLinkBreaks() throws LinkException {
    when(link.uncaptured()).thenReturn(3L, 0L);
    doThrow(new LinkException("the interface went down")).when(link).send(any());
    Prober prober = new Prober(link, Pace.unlimited(), () -> false);
    assertThrows(LinkException.class, () -> prober.run(new Questions(1), now + Nanos.SECOND));
    assertEquals(3, prober.tally().uncaptured());
  }
}
