package dev.jnet.doctor;

import dev.jnet.finding.Finding;
import java.util.List;

/**
 * The result of a step.
 *
 * @param findings what follows from it; empty where it showed nothing
 * @param elapsed how long it took, in ns on the link's clock
 * @param why it was not asked, in words; empty where it was asked
 */
public record StepResult(StepName step, List<Finding> findings, long elapsed, String why) {
  /** Why a step was not asked, or not to its end: the user ended the examination. */
  public static final String ENDED = "ended before";

  /** Why a step was not asked, or not to its end: the examination's time was over. */
  public static final String NO_TIME = "no time was left (-w)";

  /** Why nothing was fetched: the target names no page. */
  public static final String NO_URL = "no URL was named";

  /** Copies the list. */
  public StepResult {
    findings = List.copyOf(findings);
  }

  /** A step that was asked. */
  public static StepResult of(StepName step, List<Finding> findings, long elapsed) {
    return new StepResult(step, findings, elapsed, "");
  }

  /** A step that was not asked. */
  public static StepResult skipped(StepName step, String why) {
    return new StepResult(step, List.of(), 0, why);
  }

  /** Whether its findings show that what it asked about works. */
  public boolean isWell() {
    return step.isWell(findings);
  }

  /** Whether it was not asked, or not to its end, because the examination ended before. */
  public boolean isCut() {
    return why.equals(ENDED) || why.equals(NO_TIME);
  }

  /** Whether it was asked. */
  public boolean isAsked() {
    return why.isEmpty();
  }
}
