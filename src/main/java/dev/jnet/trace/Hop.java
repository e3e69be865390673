package dev.jnet.trace;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answers to the probes with one TTL.
 *
 * @param ttl 1 to 255
 * @param sent probes with this TTL, 1 or more
 * @param answers in the order of the probes; a probe without an answer has no entry
 * @param loss what the missing answers mean
 */
public record Hop(int ttl, int sent, List<HopAnswer> answers, Loss loss) {
  /** What missing answers mean. */
  public enum Loss {
    /** None is missing. */
    NONE,
    /**
     * A later hop misses fewer. So packets get through, and the router itself limits how often it
     * says "TTL exceeded", as most routers do.
     */
    OWN,
    /** No later hop misses fewer: packets are lost here or before. */
    PERSISTS,
    /** All are missing, and no later hop answers. */
    UNKNOWN;

    /**
     * What it means that so few of the probes were answered.
     *
     * @param leastLater the smallest share of missing answers at a later hop; 1 where none answers
     */
    static Loss of(int sent, int answered, double leastLater) {
      if (answered == sent) {
        return NONE;
      }
      if (leastLater < 1 - (double) answered / Math.max(1, sent)) {
        return OWN;
      }
      return answered == 0 ? UNKNOWN : PERSISTS;
    }
  }

  /** Copies the list. */
  public Hop {
    answers = List.copyOf(answers);
  }

  /** Whether no probe was answered. */
  public boolean silent() {
    return answers.isEmpty();
  }

  /** The share of probes without an answer, 0 to 1. */
  public double missing() {
    return 1 - (double) answers.size() / sent;
  }

  /** The address that answered first; empty for a silent hop. */
  public Optional<InetAddress> address() {
    return answers.isEmpty() ? Optional.empty() : Optional.of(answers.get(0).from());
  }

  /**
   * All addresses that answered, each once. There is more than one where the path changed or
   * branches.
   */
  public List<InetAddress> addresses() {
    List<InetAddress> all = new ArrayList<>();
    for (HopAnswer answer : answers) {
      if (!all.contains(answer.from())) {
        all.add(answer.from());
      }
    }
    return all;
  }
}
