package dev.jnet.trace;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one TTL found.
 *
 * @param ttl 1 to 255
 * @param sent probes with this TTL, 1 or more
 * @param answers in the order of the probes; one that stayed without an answer has none
 * @param loss what its missing answers mean
 */
public record Hop(int ttl, int sent, List<HopAnswer> answers, Loss loss) {
  /** What missing answers mean. */
  public enum Loss {
    /** None is missing. */
    NONE,
    /**
     * Later hops miss fewer: packets get through, and it is the router's own business how often it
     * says "TTL exceeded". Most limit that.
     */
    OWN,
    /** All later hops that answer miss as many: packets are lost here or before. */
    PERSISTS,
    /** All are missing, and nothing follows that would tell. */
    UNKNOWN
  }

  /** Copies the list. */
  public Hop {
    answers = List.copyOf(answers);
  }

  /** Whether nobody answered. */
  public boolean silent() {
    return answers.isEmpty();
  }

  /** The share of probes without an answer, 0 to 1. */
  public double missing() {
    return 1 - (double) answers.size() / sent;
  }

  /** Who answered first; empty for a silent hop. */
  public Optional<InetAddress> address() {
    return answers.isEmpty() ? Optional.empty() : Optional.of(answers.get(0).from());
  }

  /** Everybody who answered, none twice: more than one where the path changed or is shared. */
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
