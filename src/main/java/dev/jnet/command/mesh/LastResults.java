package dev.jnet.command.mesh;

import dev.jnet.mesh.Direction;
import dev.jnet.mesh.KeptResult;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.bus.Bus;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last result of each pair of members, as it was kept within the last hour. Of more pairs than
 * memory has room for, those with the latest results.
 */
final class LastResults {
  private static final Duration MAX_AGE = Duration.ofHours(1);

  /** What is read again each time: the broker's clock may differ. */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  /** As many as 256 members have. */
  private static final int MAX_PAIRS = 65_280;

  private record Pair(Direction direction, int family) {}

  private final Bus bus;

  /** In the order in which they were kept. */
  private final Map<Pair, KeptResult> last =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, KeptResult> eldest) {
          return size() > MAX_PAIRS;
        }
      };

  /** The members whose older results were read; others' results are not kept in memory. */
  private final Set<String> known = new HashSet<>();

  LastResults(Bus bus) {
    this.bus = bus;
  }

  /**
   * Reads what has come.
   *
   * @param members the names of those that are registered
   * @throws IOException when not all could be read; all is read again the next time
   */
  List<KeptResult> of(Set<String> members) throws IOException {
    Duration age = known.containsAll(members) ? OVERLAP : MAX_AGE;
    known.clear();
    HistoryRun.read(
        bus,
        Set.of(),
        age,
        each -> {
          if (isOf(members, each.result())) {
            Pair pair = new Pair(each.result().direction(), each.result().family());
            last.remove(pair); // it comes to the end
            last.put(pair, each);
          }
        });
    known.addAll(members);
    long oldest = System.currentTimeMillis() - MAX_AGE.toMillis();
    last.values().removeIf(each -> each.at() < oldest || !isOf(members, each.result()));
    return List.copyOf(last.values());
  }

  private static boolean isOf(Set<String> members, PairResult result) {
    return members.contains(result.from()) && members.contains(result.to());
  }
}
