package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.LinkException;
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

  private static boolean passes(RandomPath path, int version, int bytes) throws LinkException {
    Practice practice = new Practice(path.open());
    for (int i = 0; i < TRIES; i++) {
      if (Practice.isEchoReply(practice.ping(RandomPaths.TARGET, version, bytes, 64))) {
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
