package dev.jnet.neighbor;

import dev.jnet.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answers to the question for one neighbor.
 *
 * @param question what was asked
 * @param asked how often it was asked
 * @param answers in the order in which they came; empty when no station answered
 * @param otherVlans answers with the tag of another VLAN, which do not count
 */
public record ResolutionResult(
    NeighborQuestion question, int asked, List<NeighborAnswer> answers, List<Sighting> otherVlans) {
  /** The answers when none came with the tag of another VLAN. */
  public ResolutionResult(NeighborQuestion question, int asked, List<NeighborAnswer> answers) {
    this(question, asked, answers, List.of());
  }

  /** The hardware address of the first answer, or empty when no station answered. */
  public Optional<MacAddress> mac() {
    return answers.isEmpty() ? Optional.empty() : Optional.of(answers.get(0).mac());
  }

  /** The different hardware addresses that answered, in the order of their first answers. */
  public List<MacAddress> macs() {
    List<MacAddress> macs = new ArrayList<>();
    for (NeighborAnswer answer : answers) {
      if (!macs.contains(answer.mac())) {
        macs.add(answer.mac());
      }
    }
    return List.copyOf(macs);
  }

  /** Whether more than one station claims the address: frames for it may reach either. */
  public boolean isConflict() {
    return macs().size() > 1;
  }

  /** How many of the questions were answered. */
  public int answered() {
    int count = 0;
    for (int number = 1; number <= asked; number++) {
      for (NeighborAnswer answer : answers) {
        if (answer.number() == number) {
          count++;
          break;
        }
      }
    }
    return count;
  }
}
