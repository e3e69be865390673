package dev.jnet.mesh;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * The receiver's answer: what has arrived since the last question.
 *
 * @param arrivals packed, in the order in which they came
 */
@Json
public record HeardAnswer(List<Long> arrivals) {
  /** The answer that tells of arrivals. */
  public static HeardAnswer of(List<Arrival> arrivals) {
    return new HeardAnswer(arrivals.stream().map(Arrival::packed).toList());
  }

  /** What has arrived. */
  public List<Arrival> unpacked() {
    return arrivals == null
        ? List.of()
        : arrivals.stream().filter(each -> each != null).map(Arrival::of).toList();
  }
}
