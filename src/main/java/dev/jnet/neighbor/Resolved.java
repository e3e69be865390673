package dev.jnet.neighbor;

import dev.jnet.wire.MacAddress;
import java.util.List;
import java.util.Optional;

/**
 * Who answered to an address.
 *
 * @param question what was asked
 * @param asked how often it was asked, 0 to 3
 * @param answers in the order in which they came; empty when nobody answered
 */
public record Resolved(Question question, int asked, List<Answer> answers) {
  /** The hardware address of the first answer, or empty when nobody answered. */
  public Optional<MacAddress> mac() {
    return answers.isEmpty() ? Optional.empty() : Optional.of(answers.get(0).mac());
  }
}
