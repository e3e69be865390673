package dev.jnet.report.finding;

import static dev.jnet.report.JsonValues.word;

import dev.jnet.finding.Finding;
import dev.jnet.finding.Observation;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding in a JSON document.
 *
 * @param code its stable name
 * @param certainty {@code seen}, {@code inferred} or {@code guessed}
 * @param from what an inference starts from
 * @param text the finding in words
 * @param evidence what was sent, and what came back
 */
@Json
public record FindingDocument(
    String code, String certainty, String from, String text, List<Evidence> evidence) {
  /**
   * What was sent, and what came back.
   *
   * @param sent what was sent
   * @param bytes of each IP packet; left out where the size does not matter
   * @param times how often it was sent; left out where it was not counted
   * @param came what came back
   * @param answers how often that came back
   * @param by the address that it came from
   */
  @Json
  public record Evidence(
      String sent, Integer bytes, Integer times, String came, int answers, String by) {}

  /** The findings as they are in every command's document. */
  public static List<FindingDocument> of(List<Finding> findings) {
    List<FindingDocument> all = new ArrayList<>();
    for (Finding finding : findings) {
      var certainty = finding.grounds().certainty();
      all.add(
          new FindingDocument(
              finding.code(),
              word(certainty.degree()),
              certainty.from().isPresent() ? word(certainty.from().get()) : null,
              FindingText.of(finding, Style.PLAIN),
              evidence(finding)));
    }
    return all;
  }

  private static List<Evidence> evidence(Finding finding) {
    List<Evidence> all = new ArrayList<>();
    for (Observation each : finding.grounds().evidence()) {
      all.add(
          new Evidence(
              word(each.sent()),
              each.bytes() > 0 ? each.bytes() : null,
              each.times() > 0 ? each.times() : null,
              word(each.came()),
              each.answers(),
              each.from().isPresent() ? Addresses.text(each.from().get()) : null));
    }
    return all;
  }
}
