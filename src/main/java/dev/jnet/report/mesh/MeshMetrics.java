package dev.jnet.report.mesh;

import dev.jnet.mesh.Blame;
import dev.jnet.mesh.KeptResult;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Symptom;
import dev.jnet.report.JsonValues;
import dev.jnet.report.Metrics;
import dev.jnet.unit.Nanos;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a mesh knows of its members and pairs, as metrics. Labels name members alone, so there are
 * no more series than pairs.
 */
public final class MeshMetrics {
  private static final double PERCENT = 100;
  private static final double MILLIS = 1000;

  private final List<Member> members;
  private final List<KeptResult> results;

  /**
   * The metrics of the members, and of the last result of each pair.
   *
   * @param results of pairs of members; others are left out
   */
  public MeshMetrics(List<Member> members, List<KeptResult> results) {
    this.members = List.copyOf(members);
    Set<String> names = members.stream().map(Member::name).collect(Collectors.toSet());
    this.results =
        results.stream()
            .filter(
                each -> names.contains(each.result().from()) && names.contains(each.result().to()))
            .toList();
  }

  /** The metrics in Prometheus' text format. */
  public String text() {
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(Metrics.gauge("jnet_mesh_members", "Members that are registered.", members.size()));
    Map<Labels, Double> dropped = new TreeMap<>();
    members.forEach(each -> dropped.put(Labels.of("member", each.name()), (double) each.dropped()));
    all.add(
        Metrics.counters(
            "jnet_mesh_dropped_messages",
            "Messages that a member has dropped, because they made no sense or came twice.",
            dropped));
    Map<Labels, Double> lost = new TreeMap<>();
    members.forEach(each -> lost.put(Labels.of("member", each.name()), (double) each.lost()));
    all.add(
        Metrics.counters(
            "jnet_mesh_uncaptured_frames",
            "Frames that came faster than a member could capture them.",
            lost));
    all.add(
        pairs(
            "jnet_mesh_measured",
            "Whether the last order to measure a direction had a result.",
            each -> Optional.of(each.result().isMeasured() ? 1.0 : 0.0)));
    all.add(
        pairs(
            "jnet_mesh_result_timestamp_seconds",
            "When the last result came, since 1970.",
            each -> Optional.of(each.at() / MILLIS)));
    all.add(
        pairs(
            "jnet_mesh_path_mtu_bytes",
            "The largest packet that arrives in one piece.",
            each -> each.result().narrowest().map(flow -> (double) flow.pathMtu())));
    all.add(
        pairs(
            "jnet_mesh_loss_ratio",
            "The share of small packets that did not arrive.",
            each ->
                each.result().isMeasured()
                    ? Optional.of(each.result().lossPercent() / PERCENT)
                    : Optional.empty()));
    all.add(
        pairs(
            "jnet_mesh_round_trip_seconds",
            "The median round trip of echo requests.",
            each ->
                Optional.ofNullable(each.result().rttNanos())
                    .map(nanos -> (double) nanos / Nanos.SECOND)));
    all.add(findings());
    all.add(suspects());
    return Metrics.text(all);
  }

  private MetricSnapshot pairs(
      String name, String help, Function<KeptResult, Optional<Double>> value) {
    Map<Labels, Double> values = new TreeMap<>();
    results.forEach(
        each -> value.apply(each).ifPresent(number -> values.put(labels(each.result()), number)));
    return Metrics.gauges(name, help, values);
  }

  private static Labels labels(PairResult result) {
    return Labels.of(
        "from", result.from(), "to", result.to(), "family", String.valueOf(result.family()));
  }

  private MetricSnapshot findings() {
    Map<Labels, Double> values = new TreeMap<>();
    for (KeptResult each : results) {
      Set<Symptom.Kind> kinds = new TreeSet<>();
      each.result()
          .flows()
          .forEach(flow -> Symptom.of(flow).forEach(symptom -> kinds.add(symptom.kind())));
      kinds.forEach(
          kind ->
              values.put(
                  labels(each.result()).merge(Labels.of("kind", JsonValues.word(kind))), 1.0));
    }
    return Metrics.gauges("jnet_mesh_finding", "What is wrong with a direction.", values);
  }

  private MetricSnapshot suspects() {
    Map<Labels, Double> values = new TreeMap<>();
    for (Symptom.Kind kind : Symptom.Kind.values()) {
      values.put(Labels.of("kind", JsonValues.word(kind)), 0.0);
    }
    Map<Integer, List<PairResult>> families =
        results.stream().map(KeptResult::result).collect(Collectors.groupingBy(PairResult::family));
    families
        .values()
        .forEach(
            family ->
                Blame.of(family)
                    .suspects()
                    .forEach(
                        each ->
                            values.merge(
                                Labels.of("kind", JsonValues.word(each.symptom().kind())),
                                1.0,
                                Double::sum)));
    return Metrics.gauges(
        "jnet_mesh_suspect_links", "Links that explain what is wrong with pairs.", values);
  }
}
