package dev.jnet.mesh;

import java.util.ArrayList;
import java.util.List;

/**
 * An ordered pair of members: packets go from one to the other.
 *
 * @param from the name of the member that sends
 * @param to the name of the member that receives
 */
public record Direction(String from, String to) implements Comparable<Direction> {
  /** All ordered pairs of members. */
  public static List<Direction> all(List<String> names) {
    List<Direction> all = new ArrayList<>();
    for (String from : names) {
      for (String to : names) {
        if (!from.equals(to)) {
          all.add(new Direction(from, to));
        }
      }
    }
    return all;
  }

  /** The other direction of the pair. */
  public Direction reversed() {
    return new Direction(to, from);
  }

  @Override
  public int compareTo(Direction other) {
    int byFrom = from.compareTo(other.from);
    return byFrom != 0 ? byFrom : to.compareTo(other.to);
  }

  @Override
  public String toString() {
    return from + " > " + to;
  }
}
