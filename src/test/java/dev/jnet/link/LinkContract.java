package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every link owes to whoever stands on it. A subclass says on which ground: a link with a host
 * behind it that answers pings, none of which are lost.
 */
public abstract class LinkContract {
  private static final long PATIENCE = 3000 * Nanos.MILLISECOND;

  /** A busy machine may take its time; a link that does not look at the deadline takes longer. */
  private static final long LATE = 500 * Nanos.MILLISECOND;

  private static final int IDENTIFIER = 0x4a4e;

  /** What to do on the ground. */
  public interface Check {
    /**
     * Does it.
     *
     * @param link newly opened, to be closed by whoever opened it
     * @param hop how packets for the target leave
     * @param target a host that answers pings
     */
    void on(Link link, FirstHop hop, InetAddress target) throws Exception;
  }

  /** Makes the ground, has the check done on it, and clears it away. */
  protected abstract void onGround(Check check) throws Exception;

  @Test
  void timeNeverGoesBack() throws Exception {
    onGround(
        (link, hop, target) -> {
          long last = link.now();
          for (int i = 0; i < 2000; i++) {
            if (i % 100 == 0) {
              link.receive(last + 10_000);
            }
            long now = link.now();
            assertTrue(now >= last, () -> "back in time");
            last = now;
          }
        });
  }

  @Test
  void anAnswerFollowsItsProbeAndBothAreStamped() throws Exception {
    onGround(
        (link, hop, target) -> {
          byte[] question = question(hop, target, 1);
          long before = link.now();
          link.send(question);
          List<Frame> frames = framesOf(link, target, 2);
          long after = link.now();
          Frame out = frames.get(0);
          Frame in = frames.get(1);
          assertTrue(out.outgoing());
          assertSame(question, out.bytes());
          assertEquals(question.length, out.length());
          assertFalse(in.outgoing());
          assertEquals(1, echo(in).sequence());
          assertEquals(link.type(), in.type());
          assertTrue(
              before <= out.at(), () -> "left " + (before - out.at()) + " ns before sending");
          assertTrue(out.at() <= in.at());
          assertTrue(in.at() <= after, () -> "came " + (in.at() - after) + " ns in the future");
        });
  }

  @Test
  void theSameBytesSentTwiceAreTwoFrames() throws Exception {
    onGround(
        (link, hop, target) -> {
          byte[] one = question(hop, target, 7);
          byte[] other = one.clone();
          link.send(one);
          link.send(other);
          List<byte[]> out = new ArrayList<>();
          for (Frame frame : framesOf(link, target, 4)) {
            if (frame.outgoing()) {
              out.add(frame.bytes());
            }
          }
          assertEquals(2, out.size());
          assertSame(one, out.get(0));
          assertSame(other, out.get(1));
        });
  }

  @Test
  void framesComeInTheOrderOfTheirStamps() throws Exception {
    onGround(
        (link, hop, target) -> {
          int questions = 40;
          List<byte[]> sent = new ArrayList<>();
          for (int i = 0; i < questions; i++) {
            sent.add(question(hop, target, i));
            link.send(sent.get(i));
          }
          int out = 0;
          int in = 0;
          long last = Long.MIN_VALUE;
          for (Frame frame : framesOf(link, target, 2 * questions)) {
            assertTrue(frame.at() >= last, () -> "a frame overtook another");
            last = frame.at();
            if (frame.outgoing()) {
              assertSame(sent.get(out), frame.bytes());
              out++;
            } else {
              assertEquals(in, echo(frame).sequence());
              in++;
              assertTrue(in <= out, () -> "answered before it was asked");
            }
          }
          assertEquals(questions, out);
          assertEquals(questions, in);
        });
  }

  @Test
  void aWaitEndsAtItsDeadline() throws Exception {
    onGround(
        (link, hop, target) -> {
          long deadline = link.now() + 30 * Nanos.MILLISECOND;
          int calls = 0;
          while (link.now() < deadline) {
            link.receive(deadline);
            calls++;
          }
          long late = link.now() - deadline;
          assertTrue(late < LATE, () -> late + " ns late");
          assertTrue(calls < 1000, "it spins instead of waiting");
        });
  }

  @Test
  void aDeadlineInThePastDoesNotWait() throws Exception {
    onGround(
        (link, hop, target) -> {
          long before = link.now();
          link.receive(Long.MIN_VALUE);
          link.receive(0);
          link.receive(before);
          long took = link.now() - before;
          assertTrue(took < LATE, () -> took + " ns");
        });
  }

  @Test
  void closingTwiceDoesNoHarm() throws Exception {
    onGround(
        (link, hop, target) -> {
          link.close();
          link.close();
        });
  }

  /** A ping that leaves by a hop. */
  protected static byte[] question(FirstHop hop, InetAddress target, int sequence) {
    return question(hop, target, sequence, 64);
  }

  /** A ping that leaves by a hop, in an IP packet of so many bytes. */
  protected static byte[] question(FirstHop hop, InetAddress target, int sequence, int size) {
    return hop.frame(packet(hop.source(), target, sequence, size));
  }

  /** A ping in an IP packet of so many bytes. */
  protected static IpPacket packet(InetAddress source, InetAddress target, int sequence, int size) {
    int version = Addresses.version(target);
    byte[] data = new byte[size - (version == 4 ? 28 : 48)];
    data[0] = (byte) sequence;
    return IpPacket.unsplittable(
        source,
        target,
        sequence,
        64,
        new Payload(
            version == 4 ? IpProtocol.ICMP : IpProtocol.ICMPV6,
            IcmpEcho.request(version, IDENTIFIER, sequence, data).emit(source, target)));
  }

  /** The next frames that are our pings, or the target's answers. */
  protected static List<Frame> framesOf(Link link, InetAddress target, int count)
      throws LinkException {
    List<Frame> frames = new ArrayList<>();
    long deadline = link.now() + PATIENCE;
    while (frames.size() < count && link.now() < deadline) {
      Optional<Frame> frame = link.receive(deadline);
      if (frame.isPresent() && isOurs(frame.get(), target)) {
        frames.add(frame.get());
      }
    }
    assertEquals(count, frames.size(), "frames within 3 s");
    return frames;
  }

  private static boolean isOurs(Frame frame, InetAddress target) {
    return frame.dissect().transport().orElse(null) instanceof IcmpEcho echo
        && echo.identifier() == IDENTIFIER
        && (frame.outgoing()
            || (!echo.isRequest() && frame.dissect().ip().orElseThrow().source().equals(target)));
  }

  /** The ping in a frame, or the answer to one. */
  protected static IcmpEcho echo(Frame frame) {
    return (IcmpEcho) frame.dissect().transport().orElseThrow();
  }
}
