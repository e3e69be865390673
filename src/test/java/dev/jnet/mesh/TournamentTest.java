package dev.jnet.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TournamentTest {
  private static List<String> names(int number) {
    return IntStream.range(0, number).mapToObj(i -> "s" + i).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 20, 101})
  void eachPairMeetsOnceAndNobodyMeetsTwoAtATime(int number) {
    List<List<Direction>> turns = Tournament.turns(names(number));
    Set<Set<String>> met = new HashSet<>();
    for (List<Direction> turn : turns) {
      List<String> busy = new ArrayList<>();
      for (Direction pair : turn) {
        busy.add(pair.from());
        busy.add(pair.to());
        assertTrue(met.add(Set.of(pair.from(), pair.to())), pair::toString);
      }
      assertEquals(busy.size(), new HashSet<>(busy).size());
    }
    assertEquals(number * (number - 1) / 2, met.size());
  }

  @Test
  void evenNumberOfMembersNeedsOneTurnLessThanMembersAndNoneIsIdle() {
    List<List<Direction>> turns = Tournament.turns(names(20));
    assertEquals(19, turns.size());
    assertTrue(turns.stream().allMatch(turn -> turn.size() == 10));
  }

  @Test
  void sampleOfThousandMembersHasAsManyTurnsAsTheFanout() {
    List<List<Direction>> turns = Tournament.sample(names(1000), 20, 7);
    assertEquals(20, turns.size());
    assertTrue(turns.stream().allMatch(turn -> turn.size() == 500));
    assertEquals(turns, Tournament.sample(names(1000), 20, 7));
  }
}
