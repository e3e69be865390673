package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkException;
import dev.jnet.wire.IpPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  /** A day in the life of a path: pings of many sizes and TTLs, one every 3 ms. */
  private static List<Frame> run(Lab lab, String target) throws LinkException {
    Practice practice = new Practice(lab);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int version = i % 2 == 0 ? 4 : 6;
      int bytes = Math.min(100 + 13 * i, lab.interfaces().get(1).mtu());
      IpPacket packet = practice.echo(practice.address(target, version), bytes, 1 + i % 14);
      practice.link.send(lab.firstHop(packet.destination()).frame(packet));
      frames.addAll(Practice.frames(practice.link, practice.link.now() + 3_000_000));
    }
    frames.addAll(Practice.frames(practice.link, practice.link.now() + 10_000_000_000L));
    return frames;
  }

  @Test
  void sameSeedGivesTheSameFramesAtTheSameTimes() throws LinkException {
    for (int seed = 0; seed < 50; seed++) {
      assertSame(
          run(RandomPaths.path(seed).open(), RandomPaths.TARGET),
          run(RandomPaths.path(seed).open(), RandomPaths.TARGET));
    }
    for (String name : Lab.names()) {
      String target = Lab.open(name, 4).hosts().get(0).name();
      assertSame(run(Lab.open(name, 4), target), run(Lab.open(name, 4), target));
    }
  }

  private static void assertSame(List<Frame> one, List<Frame> other) {
    assertTrue(one.size() > 200);
    assertEquals(one.size(), other.size());
    for (int i = 0; i < one.size(); i++) {
      assertEquals(one.get(i).at(), other.get(i).at());
      assertEquals(one.get(i).outgoing(), other.get(i).outgoing());
      assertArrayEquals(one.get(i).bytes(), other.get(i).bytes());
    }
  }

  @Test
  void framesDoNotDependOnHowOftenTheLinkIsRead() throws LinkException {
    List<Frame> seldom = looks(1_000_000_000L);
    List<Frame> often = looks(7_000L);
    assertEquals(seldom.size(), often.size());
    for (int i = 0; i < seldom.size(); i++) {
      assertEquals(seldom.get(i).at(), often.get(i).at());
      assertArrayEquals(seldom.get(i).bytes(), often.get(i).bytes());
    }
  }

  private static List<Frame> looks(long interval) throws LinkException {
    Practice practice = new Practice(Lab.open("lossy", 3));
    for (int i = 0; i < 50; i++) {
      IpPacket packet = practice.echo(practice.address("www.lab.test", 4), 1000 + i, 64);
      practice.link.send(practice.lab.firstHop(packet.destination()).frame(packet));
    }
    List<Frame> frames = new ArrayList<>();
    while (practice.link.now() < 1_000_000_000L) {
      long until = Math.min(practice.link.now() + interval, 1_000_000_000L);
      practice.link.receive(until).ifPresent(frames::add);
    }
    return frames;
  }

  @Test
  void anotherSeedGivesOtherFrames() throws LinkException {
    List<Frame> one = run(Lab.open("lossy", 1), "www.lab.test");
    List<Frame> other = run(Lab.open("lossy", 2), "www.lab.test");
    assertTrue(
        one.size() != other.size()
            || one.get(one.size() - 1).at() != other.get(one.size() - 1).at());
  }
}
