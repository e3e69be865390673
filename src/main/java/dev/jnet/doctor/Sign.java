package dev.jnet.doctor;

import dev.jnet.finding.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A kind of finding that shows a cause, or that rules it out.
 *
 * @param holds whether a finding of the kind counts
 */
record Sign<F extends Finding>(Class<F> kind, Predicate<F> holds) {
  /** Any finding of a kind. */
  static <F extends Finding> Sign<F> any(Class<F> kind) {
    return new Sign<>(kind, finding -> true);
  }

  /** The surest of these findings that counts; of equally sure ones the first. */
  Optional<F> in(List<Finding> findings) {
    return findings.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(holds)
        .min(Comparator.comparing(finding -> finding.grounds().certainty().degree()));
  }
}
