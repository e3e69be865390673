package dev.jnet.report.mesh;

import dev.jnet.mesh.KeptResult;
import io.avaje.jsonb.Json;
import java.util.List;

/** Results that were kept as one JSON document. */
@Json
public record HistoryDocument(String command, String mode, List<Entry> results) {
  /** A result, and when it was kept. */
  @Json
  public record Entry(String measuredAt, MeshDocument.Pair pair) {}

  /** The document of results, the oldest first. */
  public static HistoryDocument of(List<KeptResult> results) {
    return new HistoryDocument(
        "mesh",
        "history",
        results.stream()
            .map(each -> new Entry(HistoryReport.at(each), MeshDocument.pair(each.result())))
            .toList());
  }
}
