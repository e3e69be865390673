package dev.jnet.report.mesh;

import dev.jnet.mesh.Blame;
import dev.jnet.mesh.DirectedLink;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Symptom;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * All that a report about a round tells.
 *
 * @param members that took part
 * @param results one for each direction that was to be measured
 * @param blame the links that explain what is wrong
 * @param names of routers, by their addresses, as far as they are known
 */
public record MeshReportContent(
    List<Member> members, List<PairResult> results, Blame blame, Map<String, String> names) {
  /** The content for the results of a round. */
  public static MeshReportContent of(
      List<Member> members, List<PairResult> results, Map<String, String> names) {
    return new MeshReportContent(members, results, Blame.of(results), names);
  }

  /** Copies the lists. */
  public MeshReportContent {
    members = List.copyOf(members);
    results = List.copyOf(results);
  }

  /** The results of directions that were measured. */
  public List<PairResult> measured() {
    return results.stream().filter(PairResult::isMeasured).toList();
  }

  /** The results of directions that were not measured. */
  public List<PairResult> missing() {
    return results.stream().filter(each -> !each.isMeasured()).toList();
  }

  /** Whether anything is wrong, or could not be measured. */
  public boolean isFlawless() {
    return measured().size() == results.size()
        && measured().stream().allMatch(each -> symptoms(each).isEmpty());
  }

  /** What is wrong with a direction, in any of its flows. */
  static TreeSet<Symptom> symptoms(PairResult result) {
    TreeSet<Symptom> all = new TreeSet<>();
    result.flows().forEach(flow -> all.addAll(Symptom.of(flow)));
    return all;
  }

  /** A router by its name, if it has one, or by its address. */
  String name(String router) {
    return names.getOrDefault(router, router);
  }

  /** A link in words. */
  String words(DirectedLink link) {
    return name(link.from()) + " -> " + name(link.to());
  }
}
