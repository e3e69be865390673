package dev.jnet.report.mesh;

import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Suspect;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import java.util.List;

/** A round in words: a sentence, the matrix, and the links that explain what is wrong. */
public final class MeshReport {
  private static final int SHOWN = 10;

  private MeshReport() {}

  /** The links that explain what is wrong, one a line; the whole text where nothing is wrong. */
  public static String bare(MeshReportContent content) {
    StringBuilder out = new StringBuilder();
    for (Suspect suspect : content.blame().suspects()) {
      out.append(MeshWords.sentence(content, suspect)).append('\n');
    }
    return out.toString();
  }

  /** The report for a person. */
  public static String text(MeshReportContent content, Style style) {
    Sheet sheet = new Sheet(style).headline(headline(content));
    suspects(content, style, sheet);
    MeshMatrix matrix = new MeshMatrix(content);
    sheet.blank();
    if (!content.measured().isEmpty()) {
      sheet.headline(
          "Bytes of the largest packet that arrives"
              + (matrix.isTable(style) ? "; rows send, columns receive:" : ":"));
    }
    matrix.lines(style).forEach(sheet::line);
    if (!matrix.legend().isEmpty()) {
      sheet.headline(matrix.legend());
    }
    unexplained(content, sheet);
    missing(content, sheet);
    return sheet.toString();
  }

  private static void suspects(MeshReportContent content, Style style, Sheet sheet) {
    if (!content.blame().suspects().isEmpty()) {
      sheet.blank();
    }
    for (Suspect suspect : content.blame().suspects()) {
      sheet.headline(style.strong(MeshWords.sentence(content, suspect)));
      sheet.row("directions", MeshWords.list(suspect.explained()));
      if (!suspect.isCertain()) {
        sheet.row("how sure", "the traces do not tell these links apart");
      }
      if (suspect.someFlows()) {
        sheet.row(
            "some flows",
            "other flows pass between the same routers without that: probably by a parallel link");
      }
      sheet.row("what to do", MeshWords.remedy(suspect.symptom()));
    }
  }

  private static void unexplained(MeshReportContent content, Sheet sheet) {
    boolean isOneFlow = content.measured().stream().allMatch(each -> each.flows().size() == 1);
    content
        .blame()
        .unexplained()
        .forEach(
            (symptom, pairs) -> {
              sheet
                  .blank()
                  .headline(
                      MeshWords.meaning(symptom.kind())
                          + " between these, and each link of theirs also carries pairs"
                          + " without that:")
                  .row("directions", MeshWords.list(pairs));
              if (isOneFlow) {
                sheet.row(
                    "what to do", "--flows 16 shows whether one of several parallel links is it");
              }
            });
  }

  private static String headline(MeshReportContent content) {
    long flawed =
        content.measured().stream()
            .filter(each -> !MeshReportContent.symptoms(each).isEmpty())
            .count();
    String all =
        Text.count(content.members().size(), "member")
            + ", "
            + content.measured().size()
            + " of "
            + Text.count(content.results().size(), "direction")
            + " measured: ";
    if (content.measured().isEmpty()) {
      return all + "nothing is known";
    }
    return all + (flawed == 0 ? "nothing wrong was seen" : flawed + " with a finding");
  }

  private static void missing(MeshReportContent content, Sheet sheet) {
    List<PairResult> missing = content.missing();
    if (!missing.isEmpty()) {
      sheet.blank().headline("Not measured:");
    }
    missing.stream()
        .limit(SHOWN)
        .forEach(
            each ->
                sheet.headline("  " + each.direction() + ": " + Text.printable(each.refused())));
    if (missing.size() > SHOWN) {
      sheet.headline("  and " + (missing.size() - SHOWN) + " more");
    }
  }
}
