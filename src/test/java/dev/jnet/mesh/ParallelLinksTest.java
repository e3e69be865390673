package dev.jnet.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Five sites on a row of routers. Between two of these lie parallel links, by which each flow goes
 * by chance, and one of them has a fault in one direction.
 *
 * <p>Site i is behind router i, which has 10.1.i.1 there. Link n leads from router n to n + 1 and
 * has 10.2.n.1 and 10.2.n.2; the further parallel links are 10.2.100.0/30 and on.
 */
class ParallelLinksTest {
  private static final int SITES = 5;
  private static final int PLACE = 2;
  private static final int SEEDS = 100;
  private static final int PACKETS = 200;

  private enum Fault {
    HOLE,
    NARROW,
    LOSS
  }

  /**
   * A round.
   *
   * @param width how many parallel links there are
   * @param answersByLink whether a router answers from the link by which a packet came
   */
  private record Round(
      int flows, int width, boolean answersByLink, Fault fault, double loss, Random random) {
    List<PairResult> results() {
      List<PairResult> results = new ArrayList<>();
      for (int from = 0; from < SITES; from++) {
        for (int to = 0; to < SITES; to++) {
          if (from != to) {
            results.add(pair(from, to));
          }
        }
      }
      return results;
    }

    private PairResult pair(int from, int to) {
      List<FlowResult> all = new ArrayList<>();
      for (int flow = 0; flow < flows; flow++) {
        all.add(flow(flow, from, to));
      }
      return new PairResult("s" + from, "s" + to, 4, 1500, 1L, all, null);
    }

    private FlowResult flow(int number, int from, int to) {
      int step = from < to ? 1 : -1;
      List<String> path = new ArrayList<>(List.of("10.1." + from + ".1"));
      boolean isFaulty = false;
      for (int router = from; router != to; router += step) {
        int place = Math.min(router, router + step);
        int member = random.nextInt(width);
        isFaulty |= place == PLACE && step > 0 && member == width - 1;
        // a router that answers a sender from one address uses the link by which that answer goes
        int shown = answersByLink ? member : (from * 7) % width;
        path.add(end(place, shown, step > 0 ? 2 : 1));
      }
      int each = Math.max(PACKETS / 10, PACKETS / flows);
      int lost = 0;
      for (int i = 0; i < each && isFaulty && fault == Fault.LOSS; i++) {
        lost += random.nextDouble() < loss ? 1 : 0;
      }
      boolean isNarrow = isFaulty && fault != Fault.LOSS;
      boolean isReported = isNarrow && fault == Fault.NARROW;
      return new FlowResult(
          number,
          isNarrow ? 1400 : 1500,
          isNarrow ? 1401 : null,
          isNarrow ? 8 : 0,
          isReported ? path.get(PLACE - from) : null,
          isReported ? 1400L : null,
          0,
          each,
          each - lost,
          0,
          Symptom.SENT_CLASS,
          path,
          true);
    }

    private String end(int place, int member, int last) {
      int link = place == PLACE && member > 0 ? 99 + member : place;
      return "10.2." + link + "." + last;
    }
  }

  /** The routers at both ends of a suspect's links, whichever of their addresses stand there. */
  private static Set<String> routers(LinkMap map, Suspect suspect) {
    return suspect.links().stream()
        .map(each -> place(map, each.from()) + ">" + place(map, each.to()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Which router has an address. */
  private static String place(LinkMap map, String address) {
    if (!address.contains(".")) {
      return address;
    }
    String[] parts = address.split("\\.", -1);
    int number = Integer.parseInt(parts[2]);
    int left = parts[1].equals("2") && number >= 100 ? PLACE : number;
    int router = parts[1].equals("1") || parts[3].equals("1") ? left : left + 1;
    assertTrue(map.router(address).contains("."), address);
    return "r" + router;
  }

  /** What was blamed in rounds that differ by chance. */
  private record Tally(int named, int certain, int some) {
    static Tally of(Round round) {
      int named = 0;
      int certain = 0;
      int some = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        round.random().setSeed(seed);
        List<PairResult> results = round.results();
        Blame blame = Blame.of(results);
        LinkMap map = LinkMap.of(results);
        for (Suspect each : blame.suspects()) {
          Set<String> blamed = routers(map, each);
          assertTrue(blamed.contains("r2>r3"), () -> blamed + " is not at fault: " + results);
          assertEquals(null, each.router());
          certain += blamed.size() == 1 ? 1 : 0;
          some += each.someFlows() ? 1 : 0;
        }
        named += blame.suspects().size() == 1 && blame.unexplained().isEmpty() ? 1 : 0;
      }
      return new Tally(named, certain, some);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "16,2,false,HOLE",
    "16,2,true,HOLE",
    "16,4,false,HOLE",
    "16,4,true,HOLE",
    "16,2,false,NARROW",
    "16,2,true,NARROW",
    "8,2,false,HOLE",
    "8,2,true,HOLE",
    "4,2,false,HOLE",
    "4,2,true,HOLE",
    "4,2,false,NARROW",
    "16,2,true,LOSS",
    "16,2,false,LOSS",
  })
  void theLinkIsNamedForSomeFlowsAndNoOther(
      int flows, int width, boolean answersByLink, Fault fault) {
    double loss = answersByLink ? 0.05 : 0.5;
    Round round = new Round(flows, width, answersByLink, fault, loss, new Random());
    assertEquals(new Tally(SEEDS, SEEDS, SEEDS), Tally.of(round));
  }

  /** Few flows, or few lost packets, may not show which link it is. They never show a wrong one. */
  @ParameterizedTest
  @CsvSource({
    "16,2,false,LOSS,90",
    "8,2,false,LOSS,90",
    "2,2,false,HOLE,90",
    "2,2,true,HOLE,90",
    "1,2,false,NARROW,90",
    "1,2,true,NARROW,90",
    "1,2,false,HOLE,0",
    "1,2,true,HOLE,0",
  })
  void fewFlowsNeverBlameAnother(
      int flows, int width, boolean answersByLink, Fault fault, int atLeast) {
    Tally tally = Tally.of(new Round(flows, width, answersByLink, fault, 0.05, new Random()));
    assertTrue(tally.named() >= atLeast, tally::toString);
  }

  /** An address tells which of the links it is, where routers answer from each. */
  @Test
  void routersThatAnswerFromEachLinkShowWhichOneItIs() {
    List<PairResult> results = new Round(8, 3, true, Fault.HOLE, 0, new Random(1)).results();
    Suspect suspect = Blame.of(results).suspects().get(0);
    String router = LinkMap.of(results).router("10.1.2.1");
    assertEquals(List.of(new DirectedLink(router, "10.2.101.2")), suspect.links());
    assertTrue(suspect.isCertain());
  }

  /** Parallel links do not make two routers of one, by which another fault would be split. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void faultBesideParallelLinksIsOneLink(boolean answersByLink) {
    List<PairResult> results = new ArrayList<>();
    for (PairResult each : new Round(8, 2, answersByLink, Fault.LOSS, 0, new Random(2)).results()) {
      results.add(passesLastLink(each) ? narrower(each) : each);
    }
    Blame blame = Blame.of(results);
    LinkMap map = LinkMap.of(results);
    assertEquals(1, blame.suspects().size(), blame::toString);
    assertEquals(Set.of("r3>r4", "r4>s4"), routers(map, blame.suspects().get(0)));
    assertFalse(blame.suspects().get(0).someFlows());
  }

  private static boolean passesLastLink(PairResult result) {
    return result.to().equals("s" + (SITES - 1));
  }

  private static PairResult narrower(PairResult result) {
    List<FlowResult> flows =
        result.flows().stream()
            .map(
                each ->
                    new FlowResult(
                        each.flow(),
                        1300,
                        1301,
                        8,
                        null,
                        null,
                        0,
                        each.sent(),
                        each.arrived(),
                        0,
                        Symptom.SENT_CLASS,
                        each.path(),
                        true))
            .toList();
    return new PairResult(result.from(), result.to(), 4, 1500, 1L, flows, null);
  }
}
