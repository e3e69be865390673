package dev.jnet.mesh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which is the largest packet that arrives in one piece? Each step names sizes to send, and is told
 * which of them arrived. A size that did not arrive is sent again before it is believed.
 */
public final class SizeSearch {
  /** How often a size has to be lost before it counts as one that does not arrive. */
  public static final int TRIES = 8;

  private static final List<Integer> COMMON =
      List.of(
          9000, 1500, 1492, 1480, 1476, 1472, 1460, 1450, 1440, 1436, 1420, 1400, 1380, 1350, 1300,
          1280, 1200, 1006, 576);

  private static final int POINTS = 16;

  private final int smallest;
  private final int largest;
  private final Map<Integer, Integer> tries = new HashMap<>();
  private int low;
  private int high;

  /**
   * A search that knows nothing yet.
   *
   * @param smallest the smallest packet that can be sent, in bytes
   * @param largest the sender's MTU, in bytes
   */
  public SizeSearch(int smallest, int largest) {
    this.smallest = smallest;
    this.largest = largest;
    this.high = largest + 1;
  }

  /** The sizes to send next, each once; empty when the answer is found. */
  public List<Integer> next() {
    TreeSet<Integer> sizes = new TreeSet<>();
    if (low == 0 && tries.isEmpty()) {
      sizes.add(smallest);
      sizes.add(largest);
      COMMON.stream().filter(each -> each > smallest && each < largest).forEach(sizes::add);
    } else if (low == 0) {
      return List.of(); // not even the smallest arrives
    } else if (high - low > 1) {
      int step = Math.max(1, (high - low) / (POINTS + 1));
      IntStream.iterate(low + step, each -> each < high, each -> each + step).forEach(sizes::add);
    } else if (high <= largest && tries.getOrDefault(high, 0) < TRIES) {
      return IntStream.range(tries.getOrDefault(high, 0), TRIES).mapToObj(i -> high).toList();
    }
    return List.copyOf(sizes);
  }

  /**
   * Takes what became of the sizes that were sent.
   *
   * @param sent the sizes, as often as they were sent
   * @param arrived those that arrived in one piece
   */
  public void learn(List<Integer> sent, List<Integer> arrived) {
    sent.forEach(size -> tries.merge(size, 1, Integer::sum));
    low = Math.max(low, arrived.stream().mapToInt(each -> each).max().orElse(0));
    high = largest + 1;
    for (int size : new ArrayList<>(tries.keySet())) {
      if (size > low) {
        high = Math.min(high, size);
      }
    }
  }

  /** The largest packet that arrived, in bytes; empty when none did. */
  public OptionalInt largestArrived() {
    return low == 0 ? OptionalInt.empty() : OptionalInt.of(low);
  }

  /** The smallest size above it that never arrived; empty when the sender's MTU arrived. */
  public OptionalInt smallestLost() {
    return high > largest ? OptionalInt.empty() : OptionalInt.of(high);
  }

  /** How often that size was sent in vain. */
  public int triesInVain() {
    return tries.getOrDefault(high, 0);
  }
}
