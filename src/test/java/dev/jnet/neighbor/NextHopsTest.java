package dev.jnet.neighbor;

import static dev.jnet.neighbor.Stations.HERE;
import static dev.jnet.neighbor.Stations.MINE;
import static dev.jnet.neighbor.Stations.THEIRS;
import static dev.jnet.neighbor.Stations.THERE;
import static dev.jnet.neighbor.Stations.ipv4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.LinkException;
import dev.jnet.probe.Crowd;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.MacAddress;
import java.net.Inet4Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Many next hops on one link: asked for all at once, each once. */
class NextHopsTest {
  private final ScriptedLink link = new ScriptedLink(NextHopsTest::answer);
  private final NextHops hops = new NextHops();
  private final ArrayDeque<Crowd.Member<?>> asked = new ArrayDeque<>();
  private final List<Optional<MacAddress>> found = new ArrayList<>();

  /** Everybody is there whose address is even, or THERE. */
  private static void answer(ScriptedLink link, Dissection sent) {
    Inet4Address target = sent.arp().orElseThrow().targetIp();
    if (target.getAddress()[3] % 2 == 0 || target.equals(THERE)) {
      link.arrive(Nanos.MILLISECOND, Stations.reply(THEIRS, sent));
    }
  }

  private void find(Inet4Address hop) {
    hops.find(new NeighborQuestion("eth0", HERE, MINE, hop), link.now(), found::add)
        .ifPresent(asked::add);
  }

  private void run() throws LinkException {
    Crowd.Feed feed =
        new Crowd.Feed() {
          @Override
          public Optional<Crowd.Member<?>> next() {
            return Optional.ofNullable(asked.poll());
          }

          @Override
          public boolean exhausted() {
            return asked.isEmpty();
          }
        };
    new Prober(link, Pace.unlimited(), () -> false).run(new Crowd(feed, 1000), Long.MAX_VALUE);
  }

  @Test
  void fiveHundredSilentOnesTakeTheTimeOfOne() throws LinkException {
    find(ipv4("10.0.0.1"));
    run();
    assertEquals(List.of(Optional.empty()), found);
    final long one = link.now() - link.start;

    long from = link.now();
    for (int i = 0; i < 1000; i++) {
      find(ipv4("10.1." + i / 250 + "." + i % 250));
    }
    run();
    assertEquals(1001, found.size());
    assertEquals(500, found.stream().filter(Optional::isPresent).count());
    assertTrue(
        link.now() - from <= one + 10 * Nanos.MILLISECOND, link.now() - from + " ns, not " + one);
    assertEquals(0, hops.waiting());
  }

  @Test
  void routerIsAskedForOnceAndAgainAfterAWhile() throws LinkException {
    for (int i = 0; i < 100; i++) {
      find(THERE);
    }
    assertEquals(100, hops.waiting());
    run();
    find(THERE);
    assertEquals(101, found.size());
    assertTrue(found.stream().allMatch(Optional.of(THEIRS)::equals));
    assertEquals(1, link.sent.size());

    link.receive(link.now() + 31_000 * Nanos.MILLISECOND);
    find(THERE);
    run();
    assertEquals(102, found.size());
    assertEquals(2, link.sent.size());
  }
}
