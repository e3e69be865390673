package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.LinkException;
import dev.jnet.probe.Via;
import dev.jnet.wire.Nat64;
import java.net.Inet4Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** The truth that tests of others rely on: so it is tried with real packets. */
class RandomPathsTest {
  private static final int TRIES = 12;

  @Test
  void packetOfThePathMtuArrivesAndOneByteMoreDoesNot() throws LinkException {
    for (int seed = 0; seed < 1000; seed++) {
      RandomPath path = RandomPaths.path(seed);
      int version = seed % 2 == 0 ? 4 : 6;
      int truth = path.truth(version);
      int clientMtu = path.open().interfaces().get(1).mtu();
      assertTrue(passes(path, version, truth), "seed " + seed + ": " + truth + " passes");
      if (truth < clientMtu) {
        assertFalse(passes(path, version, truth + 1), "seed " + seed + ": above " + truth);
      }
    }
  }

  @Test
  void translatedPacketOfThePathMtuArrivesAndOneByteMoreDoesNot() throws LinkException {
    int tried = 0;
    for (int seed = 0; seed < 600; seed++) {
      RandomPath path = RandomPaths.odd(seed);
      boolean isPlain = path.answers(Via.Kind.ICMP) && !path.dropsEchoAlone();
      if (path.translatorHop() > 0 && isPlain && !path.hasMiddlebox(Via.Kind.ICMP)) {
        int truth = path.translated().truth(6);
        Practice practice = new Practice(path.open());
        InetAddress target =
            Nat64.translated((Inet4Address) practice.address(RandomPaths.TARGET, 4));
        boolean whole = path.translated().truthBack(6) >= truth;
        assertTrue(!whole || passes(path, target, truth), "seed " + seed + ": " + truth);
        if (path.translated().bottleneckHop(6) > 0) {
          assertFalse(passes(path, target, truth + 1), "seed " + seed + ": above " + truth);
        }
        tried++;
      }
    }
    assertTrue(tried > 20, tried + " paths");
  }

  private static boolean passes(RandomPath path, int version, int bytes) throws LinkException {
    return passes(path, new Practice(path.open()).address(RandomPaths.TARGET, version), bytes);
  }

  private static boolean passes(RandomPath path, InetAddress target, int bytes)
      throws LinkException {
    Practice practice = new Practice(path.open());
    for (int i = 0; i < TRIES; i++) {
      if (Practice.isEchoReply(practice.send(practice.echo(target, bytes, 64)))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void sameSeedGivesTheSamePath() {
    for (int seed = 0; seed < 100; seed++) {
      assertEquals(
          RandomPaths.path(seed).truth(4), RandomPaths.path(seed).truth(4), "seed " + seed);
    }
  }
}
