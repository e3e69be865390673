package dev.jnet.report.mesh;

import dev.jnet.mesh.Member;
import dev.jnet.mesh.Suspect;
import dev.jnet.report.HtmlText;
import dev.jnet.report.Origin;
import java.util.List;

/** A round as a page for a browser: the suspects, the matrix, and the path of each direction. */
public final class MeshPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <title>jnet mesh</title><style>
      body { font: 15px sans-serif; margin: 1em; overflow-wrap: anywhere; }
      .scroll { overflow-x: auto; overflow-wrap: normal; }
      table { border-collapse: collapse; }
      th, td { border: 1px solid #aaa; padding: 4px 8px; text-align: right; }
      td.bad { background: #f6c6c0; }
      td.good { background: #d3ecd0; }
      li.bad { font-weight: bold; }
      svg { display: block; font: 12px sans-serif; max-width: 100%; height: auto; }
      line { stroke: #7a7a7a; stroke-width: 2; }
      line.bad { stroke: #c0281c; stroke-width: 5; }
      circle { fill: #fff; stroke: #333; stroke-width: 2; }
      circle.end { fill: #333; }
      </style></head><body><h1>jnet mesh</h1>
      """;

  private MeshPage() {}

  /**
   * The page. With more members than a matrix has room for it shows the paths of directions with a
   * finding alone.
   *
   * @param origin when and by which jnet it was made
   */
  public static String of(MeshReportContent content, Origin origin) {
    boolean whole = content.members().size() <= MeshMatrix.MAX_MEMBERS;
    StringBuilder out = new StringBuilder(HEAD).append("<h2>Suspects</h2>\n<ul>\n");
    for (Suspect suspect : content.blame().suspects()) {
      out.append("<li class=\"bad\">")
          .append(HtmlText.of(MeshWords.sentence(content, suspect)))
          .append("</li>\n");
    }
    out.append("</ul>\n");
    if (whole) {
      out.append(matrix(content));
    }
    out.append("<h2>Paths: a link that is suspected is red</h2>\n");
    PathDrawing drawing = new PathDrawing(content);
    content.measured().stream()
        .filter(each -> whole || !MeshReportContent.symptoms(each).isEmpty())
        .forEach(each -> out.append(drawing.of(each)));
    return out.append("<footer>")
        .append(HtmlText.of(origin.line()))
        .append("</footer></body></html>\n")
        .toString();
  }

  private static StringBuilder matrix(MeshReportContent content) {
    List<String> names = content.members().stream().map(Member::name).toList();
    MeshMatrix matrix = new MeshMatrix(content);
    StringBuilder out =
        new StringBuilder(
            "<h2>Path MTU, bytes: rows send, columns receive</h2>\n"
                + "<div class=\"scroll\"><table><tr><th></th>");
    names.forEach(each -> out.append("<th>").append(HtmlText.of(each)).append("</th>"));
    out.append("</tr>\n");
    for (String from : names) {
      out.append("<tr><th>").append(HtmlText.of(from)).append("</th>");
      names.forEach(to -> out.append(cell(matrix.cell(from, to))));
      out.append("</tr>\n");
    }
    return out.append("</table></div>\n<p>").append(HtmlText.of(matrix.legend())).append("</p>\n");
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
}
