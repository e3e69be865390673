package dev.jnet.doctor;

import dev.jnet.finding.Certainty;
import dev.jnet.finding.Finding;
import java.util.List;

/**
 * Something that is wrong with a target, or worth a remark.
 *
 * @param code its stable name
 * @param weight what it does to the target's users
 * @param besideOther what it does to them where the target's other IP version works
 * @param certainty that of its least sure finding
 * @param where its place
 * @param findings that it follows from, at least one
 * @param remedies what mends it, the quickest first
 * @param of the examination that shows it
 */
public record Cause(
    String code,
    Weight weight,
    Weight besideOther,
    Certainty certainty,
    Where where,
    List<Finding> findings,
    List<Remedy> remedies,
    Examination of) {
  /** What a cause does to the target's users. */
  public enum Weight {
    /** Nothing works, or what works at first hangs. */
    BREAKS,
    /** It works, but worse than it could. */
    DEGRADES,
    /** Nobody suffers from it. */
    REMARK
  }

  /** Copies the lists. */
  public Cause {
    findings = List.copyOf(findings);
    remedies = List.copyOf(remedies);
  }

  /** This cause with another weight. */
  Cause with(Weight other) {
    return new Cause(code, other, besideOther, certainty, where, findings, remedies, of);
  }

  /** Its first finding of a kind. */
  public <F extends Finding> F finding(Class<F> kind) {
    return findings.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }
}
