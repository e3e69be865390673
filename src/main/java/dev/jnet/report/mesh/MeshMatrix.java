package dev.jnet.report.mesh;

import dev.jnet.mesh.Direction;
import dev.jnet.mesh.FlowResult;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Symptom;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The path MTU of each direction, and marks for what is wrong. Rows send, columns receive. */
final class MeshMatrix {
  private static final int GAP = 2;

  /** Up to so many members there is a matrix at all. */
  static final int MAX_MEMBERS = 256;

  private static final int MAX_LISTED = 40;
  private static final String NOT_MEASURED = "?";
  private static final String SELF = ".";

  private final MeshReportContent content;
  private final Map<Direction, PairResult> results = new HashMap<>();

  MeshMatrix(MeshReportContent content) {
    this.content = content;
    content.results().forEach(each -> results.put(each.direction(), each));
  }

  /** The lines, the numbers of the columns first; where those have no room, a list. */
  List<String> lines(Style style) {
    return isTable(style) ? table(style) : list(style);
  }

  /** Whether there is room for a matrix. */
  boolean isTable(Style style) {
    int members = content.members().size();
    return members <= MAX_MEMBERS
        && members * GAP <= style.lineWidth()
        && table(style).get(0).length() <= style.lineWidth();
  }

  /** The directions with a finding, and those that were not measured. */
  private List<String> list(Style style) {
    List<String> lines = new ArrayList<>();
    List<PairResult> sorted = new ArrayList<>(content.results());
    sorted.sort(Comparator.comparing(PairResult::direction));
    for (PairResult each : sorted) {
      if (!each.isMeasured() || !MeshReportContent.symptoms(each).isEmpty()) {
        String cell = colored(each.from(), each.to(), 0, style);
        lines.add("  " + each.direction() + ": " + cell);
      }
    }
    int others = content.results().size() - lines.size();
    if (lines.size() > MAX_LISTED) {
      int more = lines.size() - MAX_LISTED;
      lines.subList(MAX_LISTED, lines.size()).clear();
      lines.add("  and " + more + " more: --csv has them all");
    }
    String rest = lines.isEmpty() ? "all " + others : others + " other";
    lines.add("  " + rest + " directions: nothing wrong");
    return lines;
  }

  private List<String> table(Style style) {
    List<String> names = content.members().stream().map(Member::name).toList();
    int label = names.stream().mapToInt(String::length).max().orElse(0);
    int digits = String.valueOf(names.size()).length();
    int cell =
        names.stream()
                .flatMap(from -> names.stream().map(to -> cell(from, to).length()))
                .max(Integer::compare)
                .orElse(1)
            + GAP;
    StringBuilder head = new StringBuilder(Text.padRight("", digits + 1 + label));
    for (int i = 1; i <= names.size(); i++) {
      head.append(Text.padLeft(String.valueOf(i), cell));
    }
    List<String> rows =
        names.stream()
            .map(
                from ->
                    Text.padLeft(String.valueOf(names.indexOf(from) + 1), digits)
                        + " "
                        + Text.padRight(from, label)
                        + names.stream()
                            .map(to -> colored(from, to, cell, style))
                            .collect(Collectors.joining()))
            .toList();
    return Stream.concat(Stream.of(head.toString()), rows.stream()).toList();
  }

  private String colored(String from, String to, int width, Style style) {
    String padded = Text.padLeft(cell(from, to), width);
    PairResult result = results.get(new Direction(from, to));
    if (result == null) {
      return padded;
    }
    boolean fine = result.isMeasured() && MeshReportContent.symptoms(result).isEmpty();
    return fine ? style.good(padded) : style.bad(padded);
  }

  /** The path MTU and the marks of a direction. */
  String cell(String from, String to) {
    PairResult result = results.get(new Direction(from, to));
    return from.equals(to) || result == null ? SELF : cell(result);
  }

  /** The path MTU and the marks of a result. */
  static String cell(PairResult result) {
    if (!result.isMeasured()) {
      return NOT_MEASURED;
    }
    Optional<FlowResult> narrowest = result.narrowest();
    return narrowest.map(flow -> String.valueOf(flow.pathMtu())).orElse("")
        + MeshReportContent.symptoms(result).stream()
            .map(each -> MeshWords.mark(each.kind()))
            .distinct()
            .collect(Collectors.joining());
  }

  /** What the marks mean that are in the matrix; empty without any. */
  String legend() {
    return legend(content.results());
  }

  /** What the marks of results mean; empty without any. */
  static String legend(List<PairResult> results) {
    Set<Symptom.Kind> kinds =
        results.stream()
            .flatMap(each -> MeshReportContent.symptoms(each).stream())
            .map(Symptom::kind)
            .collect(Collectors.toCollection(TreeSet::new));
    String marks =
        kinds.stream()
            .map(each -> MeshWords.mark(each) + " " + MeshWords.meaning(each))
            .collect(Collectors.joining("; "));
    boolean whole = results.stream().allMatch(PairResult::isMeasured);
    String missing = whole ? "" : NOT_MEASURED + " not measured";
    return marks.isEmpty() || missing.isEmpty() ? marks + missing : marks + "; " + missing;
  }
}
