package dev.jnet.report.mesh;

import dev.jnet.mesh.DirectedLink;
import dev.jnet.mesh.FlowResult;
import dev.jnet.mesh.LinkMap;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Suspect;
import dev.jnet.report.HtmlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Draws the path of each flow as a row of circles, from the sender on the left to the receiver on
 * the right, and the links between them. Suspected links are red.
 */
final class PathDrawing {
  private static final int STEP = 120;
  private static final int LEFT = 60;
  private static final int HEIGHT = 46;
  private static final int LINE = 14;
  private static final int RADIUS = 6;
  private static final int WORDS = 36;

  private final MeshReportContent content;
  private final LinkMap map;
  private final Set<DirectedLink> suspected = new HashSet<>();

  PathDrawing(MeshReportContent content) {
    this.content = content;
    this.map = LinkMap.of(content.results());
    content.blame().suspects().stream().map(Suspect::links).forEach(suspected::addAll);
  }

  /** One picture for each flow of a direction. */
  String of(PairResult result) {
    return result.flows().stream().map(flow -> picture(result, flow)).collect(Collectors.joining());
  }

  private String picture(PairResult result, FlowResult flow) {
    List<DirectedLink> links = map.links(result.direction(), flow);
    List<String> names = new ArrayList<>(List.of(result.from()));
    links.forEach(each -> names.add(content.name(each.to())));
    StringBuilder out = new StringBuilder();
    int width = LEFT * 2 + STEP * links.size();
    out.append(
            "<svg width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\"><title>"
                .formatted(width, HEIGHT))
        .append(HtmlText.of(String.join(" \u2192 ", names)))
        .append("</title>\n");
    for (int i = 0; i < links.size(); i++) {
      String red = suspected.contains(links.get(i)) ? " class=\"bad\"" : "";
      out.append(
          "<line%s x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
              .formatted(red, x(i), LINE, x(i + 1), LINE));
    }
    for (int i = 0; i < names.size(); i++) {
      String end = i == 0 || i == links.size() ? " class=\"end\"" : "";
      out.append("<circle%s cx=\"%d\" cy=\"%d\" r=\"%d\"/>".formatted(end, x(i), LINE, RADIUS));
      out.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">".formatted(x(i), WORDS))
          .append(HtmlText.of(names.get(i)))
          .append("</text>\n");
    }
    return out.append("</svg>\n").toString();
  }

  private static int x(int place) {
    return LEFT + STEP * place;
  }
}
