package dev.jnet.report.finding;

import dev.jnet.doctor.Cause;
import dev.jnet.doctor.Remedy;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Locale;

/**
 * A cause, or a remark, in a JSON document.
 *
 * @param code its stable name
 * @param address the target's, where it has one
 * @param text the cause in one sentence; the words may change
 */
@Json
public record CauseDocument(
    String code,
    String certainty,
    Place where,
    String address,
    String text,
    List<FindingDocument> findings,
    List<OneRemedy> remedies) {
  /** The place of a cause. */
  @Json
  public record Place(String kind, Integer hop, String address) {}

  /**
   * What mends a cause, or shows more of it.
   *
   * @param mends whether the commands mend the cause themselves
   * @param undo commands that take back what the others did
   */
  @Json
  public record OneRemedy(
      String place, List<String> commands, String effect, boolean mends, List<String> undo) {}

  /** The document of a cause. */
  public static CauseDocument of(Cause cause) {
    return new CauseDocument(
        cause.code(),
        cause.certainty().degree().name().toLowerCase(Locale.ROOT),
        new Place(
            cause.where().kind().code(),
            cause.where().hop() > 0 ? cause.where().hop() : null,
            cause.where().address().map(Addresses::text).orElse(null)),
        cause.of().address().map(Addresses::text).orElse(null),
        CauseText.sentence(cause),
        FindingDocument.of(cause.findings()),
        cause.remedies().stream().map(CauseDocument::remedy).toList());
  }

  private static OneRemedy remedy(Remedy remedy) {
    return new OneRemedy(
        remedy.place().code(), remedy.commands(), remedy.effect(), remedy.mends(), remedy.undo());
  }
}
