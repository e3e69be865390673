package dev.jnet.doctor;

import dev.jnet.doctor.Cause.Weight;
import dev.jnet.finding.Certainty;
import dev.jnet.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A row of the table: a cause, and what it takes to name it.
 *
 * @param code the cause's stable name
 * @param weight what the cause does to the target's users
 * @param needs the findings that show the cause; all of them are needed
 * @param excluded the findings that rule it out
 * @param explains the codes of causes that this one explains, so that they are not named beside it
 * @param besideOther what the cause does where the target's other IP version works
 * @param guess whether it is never more than a guess, however sure the findings are
 * @param mending what mends it
 */
record Rule(
    String code,
    Weight weight,
    List<Sign<?>> needs,
    List<Sign<?>> excluded,
    List<String> explains,
    Weight besideOther,
    boolean guess,
    Mending mending) {
  /** What mends a cause. */
  interface Mending {
    /**
     * The remedies, the quickest first.
     *
     * @param findings that the cause follows from
     */
    List<Remedy> of(Examination examination, List<Finding> findings);
  }

  /** A row that is not filled yet. */
  static Rule cause(String code, Weight weight) {
    Weight besideOther = weight == Weight.BREAKS ? Weight.DEGRADES : weight;
    return new Rule(
        code,
        weight,
        List.of(),
        List.of(),
        List.of(),
        besideOther,
        false,
        (of, found) -> List.of());
  }

  <F extends Finding> Rule needs(Class<F> kind) {
    return new Rule(
        code, weight, plus(needs, Sign.any(kind)), excluded, explains, besideOther, guess, mending);
  }

  <F extends Finding> Rule needs(Class<F> kind, Predicate<F> holds) {
    return new Rule(
        code,
        weight,
        plus(needs, new Sign<>(kind, holds)),
        excluded,
        explains,
        besideOther,
        guess,
        mending);
  }

  @SafeVarargs
  final Rule unless(Class<? extends Finding>... kinds) {
    List<Sign<?>> all = new ArrayList<>(excluded);
    for (Class<? extends Finding> kind : kinds) {
      all.add(Sign.any(kind));
    }
    return new Rule(code, weight, needs, all, explains, besideOther, guess, mending);
  }

  <F extends Finding> Rule unless(Class<F> kind, Predicate<F> holds) {
    return new Rule(
        code,
        weight,
        needs,
        plus(excluded, new Sign<>(kind, holds)),
        explains,
        besideOther,
        guess,
        mending);
  }

  Rule explains(String... codes) {
    return new Rule(code, weight, needs, excluded, List.of(codes), besideOther, guess, mending);
  }

  Rule besideOtherVersion(Weight other) {
    return new Rule(code, weight, needs, excluded, explains, other, guess, mending);
  }

  Rule onlyGuessed() {
    return new Rule(code, weight, needs, excluded, explains, besideOther, true, mending);
  }

  Rule mendedBy(Mending by) {
    return new Rule(code, weight, needs, excluded, explains, besideOther, guess, by);
  }

  private static List<Sign<?>> plus(List<Sign<?>> signs, Sign<?> sign) {
    List<Sign<?>> all = new ArrayList<>(signs);
    all.add(sign);
    return all;
  }

  /** The cause, where the findings of an examination show it. */
  Optional<Cause> in(Examination examination) {
    List<Finding> all = examination.findings();
    List<Finding> shown = new ArrayList<>();
    needs.forEach(sign -> sign.in(all).ifPresent(shown::add));
    if (shown.size() < needs.size()
        || excluded.stream().anyMatch(sign -> sign.in(all).isPresent())) {
      return Optional.empty();
    }
    return Optional.of(
        new Cause(
            code,
            weight,
            besideOther,
            guess ? Certainty.GUESSED : leastSure(shown),
            Where.of(shown.get(0)),
            shown,
            mending.of(examination, shown),
            examination));
  }

  private static Certainty leastSure(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.grounds().certainty())
        .max(Comparator.comparing(Certainty::degree))
        .orElseThrow();
  }
}
