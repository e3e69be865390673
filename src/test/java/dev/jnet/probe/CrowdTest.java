package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Many questions at once: each has its own answer, all have one pace, and none is kept when over.
 */
class CrowdTest {
  private static final long ROUND_TRIP = Nanos.SECOND / 20;
  private static final InetAddress HERE = Addresses.literal("192.0.2.1");

  /** Asks three times, each when the last one is answered, and gives up a second after the last. */
  private static final class Thrice implements Diagnosis<Integer> {
    private final InetAddress target;
    private int asked;
    private int answered;
    private long giveUp = NEVER;
    private boolean done;
    int looks;

    Thrice(int number) {
      target =
          Addresses.literal("10." + number / 65536 + "." + number / 256 % 256 + "." + number % 256);
    }

    @Override
    public Optional<Probe> next(long now) {
      looks++;
      if (now >= giveUp) {
        done = true;
      }
      if (done || asked > answered) {
        return Optional.empty();
      }
      asked++;
      giveUp = now + Nanos.SECOND;
      FirstHop hop =
          new FirstHop(
              "tun0", LinkType.RAW_IP, 1500, HERE, MacAddress.ZERO, target, MacAddress.ZERO);
      IcmpEcho echo = IcmpEcho.request(4, 77, asked, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
      return Optional.of(
          Probe.of(
              hop,
              IpPacket.unsplittable(
                  HERE, target, 9, 64, new Payload(IpProtocol.ICMP, echo.emit(HERE, target)))));
    }

    @Override
    public void accept(Reply reply) {
      answered++;
      done = answered == 3;
    }

    @Override
    public long wakeAt() {
      return done || asked == answered ? Long.MIN_VALUE : giveUp;
    }

    @Override
    public boolean done() {
      return done;
    }

    @Override
    public Integer result() {
      return answered;
    }
  }

  /** Answers every echo request after a round trip, unless the address ends in .0. */
  private static final class Echoes implements Link {
    private final ArrayDeque<Frame> coming = new ArrayDeque<>();
    private long now = Nanos.SECOND;
    final List<Long> sentAt = new ArrayList<>();

    @Override
    public LinkType type() {
      return LinkType.RAW_IP;
    }

    @Override
    public long now() {
      return now;
    }

    @Override
    public void send(byte[] frame) {
      sentAt.add(now);
      Dissection parts = Dissection.ofIp(frame);
      InetAddress to = parts.ip().orElseThrow().destination();
      if (to.getAddress()[3] != 0) {
        IcmpEcho echo = (IcmpEcho) parts.transport().orElseThrow();
        byte[] answer =
            IpPacket.unsplittable(
                    to, HERE, 1, 64, new Payload(IpProtocol.ICMP, echo.answered().emit(to, HERE)))
                .emit();
        coming.add(new Frame(LinkType.RAW_IP, answer, answer.length, now + ROUND_TRIP, false));
      }
    }

    @Override
    public Optional<Frame> receive(long deadline) {
      if (!coming.isEmpty() && coming.peek().at() <= Math.max(now, deadline)) {
        now = Math.max(now, coming.peek().at());
        return Optional.of(coming.poll());
      }
      now = Math.max(now, deadline);
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  /** A number of questions, and what became of them. */
  private static final class Questions implements Crowd.Feed {
    private final int count;
    private final List<Thrice> begun = new ArrayList<>();
    int answers;
    int over;
    int open;
    int mostOpen;
    long longest;

    Questions(int count) {
      this.count = count;
    }

    @Override
    public Optional<Crowd.Member<?>> next() {
      if (exhausted()) {
        return Optional.empty();
      }
      Thrice question = new Thrice(begun.size());
      begun.add(question);
      open++;
      mostOpen = Math.max(mostOpen, open);
      return Optional.of(
          new Crowd.Member<>(
              question.target,
              question,
              10 * Nanos.SECOND,
              (result, tally, elapsed) -> {
                answers += result;
                assertEquals(result, tally.received());
                over++;
                open--;
                longest = Math.max(longest, elapsed);
              }));
    }

    @Override
    public boolean exhausted() {
      return begun.size() == count;
    }
  }

  @Test
  void givesEachQuestionItsOwnReplies() throws LinkException {
    Questions questions = new Questions(1000);
    Echoes link = new Echoes();
    Crowd crowd = new Crowd(questions, 100);
    new Prober(link, Pace.unlimited(), () -> false).run(crowd, Long.MAX_VALUE);
    assertEquals(1000, questions.over);
    // four addresses end in .0: 10.0.0.0 to 10.0.3.0
    assertEquals(3 * 996, questions.answers);
    assertTrue(questions.mostOpen <= 100, questions.mostOpen + " at once");
    assertTrue(crowd.done());
    assertEquals(1000, crowd.result());
  }

  @Test
  void asksThousandQuestionsInLittleMoreTimeThanOne() throws LinkException {
    Echoes link = new Echoes();
    Questions questions = new Questions(1000);
    questions.begun.add(new Thrice(0)); // the silent ones are left out
    new Prober(link, Pace.unlimited(), () -> false)
        .run(new Crowd(new Questions(1), 1), Long.MAX_VALUE);
    long startedAt = link.now();
    new Prober(link, Pace.unlimited(), () -> false)
        .run(new Crowd(questions, 1000), startedAt + 4 * ROUND_TRIP);
    assertTrue(questions.over >= 990, questions.over + " in 4 round trips");
  }

  @Test
  void asksTheFeedAgainAfterItHadNoQuestion() throws LinkException {
    Echoes link = new Echoes();
    Questions questions = new Questions(1);
    long there = link.now() + 10 * Nanos.SECOND;
    int[] looks = new int[1];
    Crowd.Feed late =
        new Crowd.Feed() {
          @Override
          public Optional<Crowd.Member<?>> next() {
            looks[0]++;
            return link.now() < there ? Optional.empty() : questions.next();
          }

          @Override
          public boolean exhausted() {
            return questions.exhausted();
          }
        };
    new Prober(link, Pace.unlimited(), () -> false).run(new Crowd(late, 10), Long.MAX_VALUE);
    assertEquals(1, questions.over);
    assertTrue(link.sentAt.get(0) - there < Nanos.SECOND / 100, "soon after it is there");
    assertTrue(looks[0] <= 2100, looks[0] + " looks in 10 s");
  }

  @Test
  void costOfAQuestionDoesNotGrowWithTheirNumber() throws LinkException {
    for (int count : new int[] {10, 10_000}) {
      Questions questions = new Questions(count);
      new Prober(new Echoes(), Pace.unlimited(), () -> false)
          .run(new Crowd(questions, 1000), Long.MAX_VALUE);
      long looks = 0;
      for (Thrice question : questions.begun) {
        looks += question.looks;
      }
      assertTrue(looks <= 10L * count, looks + " looks at " + count + " questions");
    }
  }

  @Test
  void holdsThePaceWithinTwoPercent() throws LinkException {
    for (double rate : new double[] {100, 3000, 20_000}) {
      Echoes link = new Echoes();
      Questions questions = new Questions(2000);
      new Prober(link, Pace.steady(rate, link.now()), () -> false)
          .run(new Crowd(questions, 10_000), Long.MAX_VALUE);
      List<Long> times = link.sentAt.subList(0, 5000);
      double seconds = (times.get(4999) - times.get(0)) / (double) Nanos.SECOND;
      assertEquals(rate, 4999 / seconds, rate * 0.02, "probes a second");
    }
  }
}
