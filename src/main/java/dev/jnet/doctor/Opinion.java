package dev.jnet.doctor;

import dev.jnet.doctor.Cause.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * What the doctor says about a target.
 *
 * @param name the target as it was asked for
 * @param examinations one for each address that was examined; at least one
 * @param verdict the state of the target
 * @param causes what is wrong, in the order in which mending helps
 * @param remarks what is worth knowing but harms no user
 * @param complete whether every step was asked to its end
 */
public record Opinion(
    String name,
    List<Examination> examinations,
    Verdict verdict,
    List<Cause> causes,
    List<Cause> remarks,
    boolean complete) {
  /** Copies the lists. */
  public Opinion {
    examinations = List.copyOf(examinations);
    causes = List.copyOf(causes);
    remarks = List.copyOf(remarks);
  }

  /**
   * The opinion that follows from examinations.
   *
   * @param examinations one for each address; at least one
   * @param complete whether every step was asked to its end
   */
  public static Opinion of(String name, List<Examination> examinations, boolean complete) {
    List<List<Cause>> each = examinations.stream().map(Rules::causes).toList();
    boolean worksByOne = each.stream().anyMatch(causes -> worst(causes) == Weight.REMARK);
    List<Cause> all = new ArrayList<>();
    for (List<Cause> causes : each) {
      causes.forEach(cause -> all.add(worksByOne ? cause.with(cause.besideOther()) : cause));
    }
    List<Cause> wrong = all.stream().filter(cause -> cause.weight() != Weight.REMARK).toList();
    List<Cause> remarks = all.stream().filter(cause -> cause.weight() == Weight.REMARK).toList();
    return new Opinion(name, examinations, verdict(wrong, complete), wrong, remarks, complete);
  }

  private static Weight worst(List<Cause> causes) {
    return causes.stream().map(Cause::weight).min(Weight::compareTo).orElse(Weight.REMARK);
  }

  private static Verdict verdict(List<Cause> wrong, boolean complete) {
    return switch (worst(wrong)) {
      case BREAKS -> Verdict.BROKEN;
      case DEGRADES -> Verdict.DEGRADED;
      case REMARK -> complete ? Verdict.OK : Verdict.UNKNOWN;
    };
  }
}
