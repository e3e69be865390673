package dev.jnet.mesh;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * The receiver's answer: what has arrived since the last question.
 *
 * @param arrivals packed, in the order in which they came
 * @param lost how many frames its capture has lost since it began, at least 0: where that grows
 *     during a train, any of the train's packets may have arrived
 */
@Json
public record HeardAnswer(List<Long> arrivals, long lost) {
  /** The answer that tells of arrivals, and of frames that were lost so far. */
  public static HeardAnswer of(List<Arrival> arrivals, long lost) {
    return new HeardAnswer(arrivals.stream().map(Arrival::packed).toList(), lost);
  }

  /** What has arrived. */
  public List<Arrival> unpacked() {
    return arrivals == null
        ? List.of()
        : arrivals.stream().filter(each -> each != null).map(Arrival::of).toList();
  }
}
