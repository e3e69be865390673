package dev.jnet.report.doctor;

import dev.jnet.doctor.Cause;
import dev.jnet.doctor.Examination;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.StepResult;
import dev.jnet.doctor.Verdict;
import dev.jnet.report.Plain;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.doctor.StepText.Mark;
import dev.jnet.report.finding.CauseRows;
import dev.jnet.report.finding.CauseText;
import dev.jnet.wire.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The doctor's opinion in words: the verdict, each cause with what mends it, and the steps. */
public final class DoctorReport {
  /** An IPv4 or IPv6 address in a sentence. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\d+(\\.\\d+){3}|[0-9a-f]*(:[0-9a-f]*){2,}");

  private final Opinion opinion;
  private final Style style;
  private final Sheet sheet;

  private DoctorReport(Opinion opinion, Style style) {
    this.opinion = opinion;
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The report. */
  public static String text(Opinion opinion, Style style) {
    return new DoctorReport(opinion, style).write();
  }

  private String write() {
    sheet.headline(Plain.line(opinion.name()) + ": " + verdict());
    Unasked.of(opinion)
        .filter(more -> opinion.verdict() == Verdict.OK)
        .ifPresent(more -> more.write(sheet));
    List<Cause> causes = causes();
    for (int i = 0; i < causes.size(); i++) {
      sheet.blank();
      cause(causes, i);
    }
    List<String> remarks =
        opinion.remarks().stream()
            .map(CauseText::sentence)
            .distinct() // both IP versions may have the same
            .toList();
    String well = well();
    String unasked = opinion.causes().isEmpty() ? "" : unasked(opinion);
    if (!(remarks.isEmpty() && well.isEmpty() && unasked.isEmpty())) {
      sheet.blank();
    }
    remarks.forEach(remark -> sheet.row("Remark", remark));
    if (!well.isEmpty()) {
      sheet.row("Not wrong", well);
    }
    if (!unasked.isEmpty()) {
      sheet.row("Not asked", unasked + ": " + StepResult.NO_TIME);
    }
    for (Examination examination : opinion.examinations()) {
      sheet.blank();
      sheet.headline(title(examination));
      for (StepResult result : examination.steps()) {
        StepText.write(result, opinion, style, sheet);
      }
    }
    return sheet.toString();
  }

  /** The causes. Both IP versions have those of the name, which are told once. */
  private List<Cause> causes() {
    List<Cause> causes = new ArrayList<>();
    for (Cause cause : opinion.causes()) {
      if (causes.stream().noneMatch(told -> isSame(told, cause))) {
        causes.add(cause);
      }
    }
    return causes;
  }

  private static boolean isSame(Cause one, Cause other) {
    return CauseText.sentence(one).equals(CauseText.sentence(other))
        && one.remedies().equals(other.remedies());
  }

  /** The verdict in one sentence. */
  static String sentence(Opinion opinion) {
    if (!opinion.causes().isEmpty()) {
      return CauseText.sentence(opinion.causes().get(0));
    }
    if (opinion.verdict() == Verdict.OK) {
      return "Nothing is wrong, as far as these steps tell"
          + Unasked.of(opinion).map(more -> "; " + more.words()).orElse("")
          + ".";
    }
    String unasked = unasked(opinion);
    return "The examination ended before it could tell"
        + (unasked.isEmpty() ? "." : "; " + StepResult.NO_TIME + " for: " + unasked + ".");
  }

  /** The steps for which no time was left, each once; empty where there was time for all. */
  private static String unasked(Opinion opinion) {
    return opinion.examinations().stream()
        .flatMap(each -> each.steps().stream())
        .filter(each -> each.why().equals(StepResult.NO_TIME))
        .map(each -> each.step().words())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String verdict() {
    String word = opinion.verdict().word();
    String shown =
        switch (opinion.verdict()) {
          case OK -> style.good(word);
          case DEGRADED, UNKNOWN -> style.warning(word);
          case BROKEN -> style.bad(word);
        };
    return shown + ". " + sentence(opinion);
  }

  private void cause(List<Cause> causes, int index) {
    Cause cause = causes.get(index);
    if (causes.subList(0, index).stream().anyMatch(told -> isSameByOtherVersion(told, cause))) {
      int version = cause.of().version();
      sheet.row(
          "Also",
          "the same by IPv"
              + version
              + ", to "
              + cause.of().address().map(Addresses::text).orElseThrow()
              + ". What mends it:");
      sheet.command("jnet doctor -" + version + " " + Plain.line(opinion.name()));
      return;
    }
    if (index > 0) {
      sheet.row("Also", CauseText.sentence(cause));
    }
    CauseRows.write(sheet, style, cause);
  }

  /** Whether two causes differ by their addresses alone. */
  private static boolean isSameByOtherVersion(Cause told, Cause cause) {
    return told.of().version() != cause.of().version()
        && cause.of().address().isPresent()
        && withoutAddresses(told).equals(withoutAddresses(cause));
  }

  private static String withoutAddresses(Cause cause) {
    return ADDRESS.matcher(CauseText.sentence(cause)).replaceAll("ADDRESS");
  }

  /** The steps that found that all is well, each once. */
  private String well() {
    List<Examination> all = opinion.examinations();
    List<String> parts = new ArrayList<>();
    for (Examination examination : all) {
      String steps =
          examination.steps().stream()
              .filter(each -> each.isWell() && StepText.mark(each, opinion) != Mark.WRONG)
              .map(result -> result.step().words())
              .collect(Collectors.joining(", "));
      if (!steps.isEmpty()) {
        parts.add((all.size() > 1 ? "IPv" + examination.version() + " " : "") + steps);
      }
    }
    return String.join("; ", parts);
  }

  private static String title(Examination examination) {
    return examination
        .address()
        .map(address -> "Steps to " + Addresses.text(address) + ", and how long each took")
        .orElse("Steps, and how long each took");
  }
}
