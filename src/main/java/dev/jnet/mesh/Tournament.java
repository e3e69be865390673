package dev.jnet.mesh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Who measures with whom, and when: a round-robin tournament by the circle method. In a turn no
 * member measures with two others. N members need N − 1 turns if N is even, N turns if it is odd.
 */
public final class Tournament {
  private Tournament() {}

  /**
   * The turns of a round in which each member meets each other one.
   *
   * @return in each turn, the pairs that meet; each pair once, so both its directions are in it
   */
  public static List<List<Direction>> turns(List<String> names) {
    return turns(names, Math.max(0, circle(names) - 1));
  }

  /**
   * The turns of a round in which each member meets about {@code fanout} others, drawn by chance.
   *
   * @param fanout 1 or more; with N − 1 or more all meet
   * @param seed the same seed, the same pairs
   */
  public static List<List<Direction>> sample(List<String> names, int fanout, long seed) {
    List<String> shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, new Random(seed));
    return turns(shuffled, Math.min(fanout, Math.max(0, circle(names) - 1)));
  }

  private static List<List<Direction>> turns(List<String> names, int number) {
    int places = circle(names);
    List<List<Direction>> turns = new ArrayList<>();
    for (int turn = 0; turn < number; turn++) {
      List<Direction> pairs = new ArrayList<>();
      for (int i = 0; i < places / 2; i++) {
        int left = place(i, turn, places);
        int right = place(places - 1 - i, turn, places);
        if (left < names.size() && right < names.size()) {
          pairs.add(new Direction(names.get(left), names.get(right)));
        }
      }
      turns.add(List.copyOf(pairs));
    }
    return turns;
  }

  /** The member at a place: the first stays, the others move on by one each turn. */
  private static int place(int position, int turn, int places) {
    return position == 0 ? 0 : 1 + (position - 1 + turn) % (places - 1);
  }

  /** Places in the circle: an even number, so that one member rests where the number is odd. */
  private static int circle(List<String> names) {
    return names.size() + names.size() % 2;
  }
}
