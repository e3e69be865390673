package dev.jnet.report.doctor;

import dev.jnet.doctor.Examination;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.StepResult;
import dev.jnet.report.FailureDocument;
import dev.jnet.report.JsonValues;
import dev.jnet.report.Style;
import dev.jnet.report.finding.CauseDocument;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The doctor's opinion as one JSON document.
 *
 * @param verdict {@code ok}, {@code degraded}, {@code broken} or {@code unknown}
 * @param text the verdict in one sentence; the words may change
 * @param causes what is wrong, in the order in which mending helps
 * @param remarks what is worth knowing but harms no user
 * @param steps the steps that were planned, for each address
 */
@Json
public record DoctorDocument(
    String command,
    Target target,
    String verdict,
    String text,
    List<CauseDocument> causes,
    List<CauseDocument> remarks,
    List<OneStep> steps,
    double elapsedMs) {
  /** The target that was examined. */
  @Json
  public record Target(String name, List<String> addresses) {}

  /** A step, and its result. */
  @Json
  public record OneStep(
      String step,
      String address,
      String result,
      Double elapsedMs,
      String text,
      List<FindingDocument> findings) {}

  /** The document of an opinion. */
  public static DoctorDocument of(Opinion opinion) {
    List<String> addresses = new ArrayList<>();
    List<OneStep> steps = new ArrayList<>();
    for (Examination examination : opinion.examinations()) {
      examination.address().map(Addresses::text).ifPresent(addresses::add);
      examination.steps().forEach(result -> steps.add(step(result, examination, opinion)));
    }
    return new DoctorDocument(
        "doctor",
        new Target(opinion.name(), addresses),
        opinion.verdict().word(),
        DoctorReport.sentence(opinion),
        opinion.causes().stream().map(CauseDocument::of).toList(),
        opinion.remarks().stream().map(CauseDocument::of).toList(),
        steps,
        JsonValues.millis(
            opinion.examinations().stream()
                .flatMap(each -> each.steps().stream())
                .mapToLong(StepResult::elapsed)
                .sum()));
  }

  /** The document of a target that could not be examined. */
  public static FailureDocument error(String name, String code, String message) {
    return FailureDocument.about("doctor", name, code, message);
  }

  private static OneStep step(StepResult result, Examination of, Opinion opinion) {
    return new OneStep(
        result.step().code(),
        of.address().map(Addresses::text).orElse(null),
        StepText.mark(result, opinion).word(),
        result.isAsked() ? JsonValues.millis(result.elapsed()) : null,
        StepText.words(result, opinion, Style.PLAIN),
        FindingDocument.of(result.findings()));
  }
}
