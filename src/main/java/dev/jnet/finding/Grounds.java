package dev.jnet.finding;

import java.util.List;

/**
 * What a finding rests on.
 *
 * @param certainty how sure the finding is
 * @param evidence what was sent, what came back, and how often
 */
public record Grounds(Certainty certainty, List<Observation> evidence) {
  /** Copies the list. */
  public Grounds {
    evidence = List.copyOf(evidence);
  }

  /** The packets themselves show it. */
  public static Grounds seen(Observation... evidence) {
    return new Grounds(Certainty.SEEN, List.of(evidence));
  }

  /** It follows from something that the packets show. */
  public static Grounds inferred(Certainty.Basis from, Observation... evidence) {
    return new Grounds(Certainty.inferred(from), List.of(evidence));
  }

  /** A number alone suggests it. */
  public static Grounds guessed(Observation... evidence) {
    return new Grounds(Certainty.GUESSED, List.of(evidence));
  }
}
