package dev.jnet.report.mesh;

import dev.jnet.mesh.FlowResult;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Suspect;
import dev.jnet.report.HtmlText;
import java.util.List;
import java.util.stream.Collectors;

/** A round as a page for a browser: the suspects, the matrix, and the path of each direction. */
public final class MeshPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>jnet mesh</title><style>
      body { font: 15px sans-serif; margin: 2em; }
      table { border-collapse: collapse; }
      th, td { border: 1px solid #aaa; padding: 4px 8px; text-align: right; }
      td.bad { background: #f6c6c0; }
      td.good { background: #d3ecd0; }
      li.bad { font-weight: bold; }
      </style></head><body><h1>jnet mesh</h1>
      """;

  private MeshPage() {}

  /** The page. */
  public static String of(MeshReportContent content) {
    List<String> names = content.members().stream().map(Member::name).toList();
    MeshMatrix matrix = new MeshMatrix(content);
    StringBuilder out = new StringBuilder(HEAD).append("<h2>Suspects</h2>\n<ul>\n");
    for (Suspect suspect : content.blame().suspects()) {
      out.append("<li class=\"bad\">")
          .append(HtmlText.of(MeshWords.sentence(content, suspect)))
          .append("</li>\n");
    }
    out.append("</ul>\n<h2>Path MTU, bytes: rows send, columns receive</h2>\n<table><tr><th></th>");
    names.forEach(each -> out.append("<th>").append(HtmlText.of(each)).append("</th>"));
    out.append("</tr>\n");
    for (String from : names) {
      out.append("<tr><th>").append(HtmlText.of(from)).append("</th>");
      names.forEach(to -> out.append(cell(matrix.cell(from, to))));
      out.append("</tr>\n");
    }
    out.append("</table>\n<p>")
        .append(HtmlText.of(matrix.legend()))
        .append("</p>\n<h2>Paths</h2>\n<ul>\n");
    content.measured().forEach(each -> out.append(paths(content, each)));
    return out.append("</ul>\n</body></html>\n").toString();
  }

  private static String cell(String words) {
    boolean good = words.chars().allMatch(Character::isDigit);
    boolean self = words.equals(".");
    return "<td class=\""
        + (self ? "self" : good ? "good" : "bad")
        + "\">"
        + HtmlText.of(words)
        + "</td>";
  }

  private static String paths(MeshReportContent content, PairResult result) {
    return result.flows().stream()
        .map(flow -> "<li>" + HtmlText.of(path(content, result, flow)) + "</li>\n")
        .collect(Collectors.joining());
  }

  private static String path(MeshReportContent content, PairResult result, FlowResult flow) {
    String routers =
        flow.path().stream()
            .map(each -> (each.isEmpty() ? "*" : content.name(each)) + " \u2192 ")
            .collect(Collectors.joining());
    return result.from() + " \u2192 " + routers + result.to();
  }
}
