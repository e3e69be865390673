package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Lab;
import dev.jnet.lab.RandomPath;
import dev.jnet.lab.RandomPaths;
import dev.jnet.link.LinkException;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thousand random internets: the number is right, or honestly in brackets. */
class RandomPathsMtuTest {
  private static final int PATHS = 1000;

  @Test
  void confirmsNoWrongMtuOverIpv4() throws LinkException {
    check(4, MtuSearches::mtu);
  }

  @Test
  void confirmsNoWrongMtuOverIpv6() throws LinkException {
    check(6, MtuSearches::mtu);
  }

  @Test
  void confirmsNoWrongMtuWithScouts() throws LinkException {
    check(4, MtuSearches::scouted);
    check(6, MtuSearches::scouted);
  }

  /** A way to search. */
  private interface Search {
    MtuSearches.Search run(Lab lab, String host, int version, long seed) throws LinkException;
  }

  private static void check(int version, Search search) throws LinkException {
    List<String> wrong = new ArrayList<>();
    int confirmed = 0;
    int answered = 0;
    int most = 0;
    for (long seed = 0; seed < PATHS; seed++) {
      RandomPath path = RandomPaths.path(seed);
      Lab lab = path.open();
      MtuSearches.Search run = search.run(lab, RandomPaths.TARGET, version, seed);
      MtuResult result = run.result();
      int truth = path.truth(version);
      String said = "seed " + seed + ": truth " + truth + ", said " + result;
      if (result.status() != Status.OK) {
        if (truth >= MtuQuestion.SMALLEST) {
          wrong.add(said);
        }
        continue;
      }
      answered++;
      most = Math.max(most, result.probes());
      if (result.confidence() == Confidence.CONFIRMED) {
        confirmed++;
        if (result.lower() != truth) {
          wrong.add(said);
        }
      } else if (truth < result.lower() || truth >= result.upper()) {
        wrong.add(said);
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(answered > PATHS * 9 / 10, "only " + answered + " paths answered");
    assertTrue(
        confirmed > answered * 95 / 100, "only " + confirmed + " of " + answered + " confirmed");
    assertTrue(most <= 600, most + " probes on one path");
  }
}
