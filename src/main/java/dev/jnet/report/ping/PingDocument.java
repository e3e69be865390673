package dev.jnet.report.ping;

import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.ProbeFinding.GroupAnswered;
import dev.jnet.ping.PingResult;
import dev.jnet.ping.PingResult.Incidents;
import dev.jnet.report.Access;
import dev.jnet.report.FailureDocument;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a ping, as one line of JSON: the last one about its target. Times are in ms.
 *
 * @param event always {@code summary}
 * @param status {@code ok} with at least one answer, {@code no-reply} without one, {@code error}
 *     when the target could not be pinged
 * @param corrupted how many answers had a wrong checksum; they do not count as received
 * @param responders the addresses that answered, where that is not only the target: the stations of
 *     a group, or other addresses than the one asked
 * @param otherVlans of replies with the tag of another VLAN, which do not count
 * @param elapsedMs the time from the first probe to the last
 */
@Json
public record PingDocument(
    String command,
    String event,
    PingEventDocument.Target target,
    @Json.Property("interface") String interfaceName,
    String source,
    String status,
    String via,
    Integer dataBytes,
    Long sent,
    Long received,
    Double lossPercent,
    Long duplicates,
    Long corrupted,
    Long errors,
    Long changed,
    Long reordered,
    Long late,
    Long hopLimitChanges,
    List<Integer> hopLimits,
    List<Responder> responders,
    List<Integer> otherVlans,
    Double elapsedMs,
    RoundTrips rtt,
    Access.Summary access,
    List<FindingDocument> findings,
    Failure error) {

  /** Round-trip times, in ms. */
  @Json
  public record RoundTrips(
      double minMs,
      double avgMs,
      double maxMs,
      double mdevMs,
      double p50Ms,
      double p95Ms,
      double p99Ms,
      double jitterMs,
      List<Bar> histogram) {}

  /** An address, and how many probes were answered from there. */
  @Json
  public record Responder(String address, long received) {}

  /** How many round trips took more than {@code aboveMs} and at most {@code upToMs}. */
  @Json
  public record Bar(double aboveMs, double upToMs, long count) {}

  /** Why there is no answer. */
  @Json
  public record Failure(String code, String message) {}

  /** The document of a finished ping. */
  public static PingDocument of(PingReportContent content) {
    PingResult result = content.result();
    Incidents incidents = result.incidents();
    return new PingDocument(
        "ping",
        "summary",
        new PingEventDocument.Target(content.name(), content.address()),
        content.question().hop().interfaceName(),
        Addresses.text(content.question().hop().source()),
        result.received() > 0 ? "ok" : "no-reply",
        content.question().via().toString(),
        content.question().shape().size(),
        result.sent(),
        result.received(),
        result.lossPercent(),
        incidents.duplicates(),
        incidents.corrupted(),
        incidents.errors(),
        incidents.changed(),
        incidents.reordered(),
        incidents.late(),
        incidents.hopLimitChanges(),
        result.hopLimits(),
        responders(content),
        result.otherVlans(),
        PingEventDocument.millis(result.elapsed()),
        result.roundTrips().map(PingDocument::roundTrips).orElse(null),
        content.access().summary(),
        FindingDocument.of(content.findings()),
        null);
  }

  /** The addresses that answered, where that is not only the target. */
  private static List<Responder> responders(PingReportContent content) {
    return content.findings().stream()
        .filter(each -> each instanceof GroupAnswered || each instanceof AnsweredByAnother)
        .flatMap(each -> each.grounds().evidence().stream())
        .map(each -> new Responder(Addresses.text(each.from().orElseThrow()), each.answers()))
        .toList();
  }

  /** The document of a target that could not be pinged. */
  public static FailureDocument error(String name, String code, String message) {
    return FailureDocument.about("ping", name, code, message).withEvent("summary");
  }

  private static RoundTrips roundTrips(PingResult.RoundTrips times) {
    List<Bar> bars = new ArrayList<>();
    for (PingResult.Bar bar : times.bars()) {
      bars.add(
          new Bar(
              PingEventDocument.millis(bar.above()),
              PingEventDocument.millis(bar.upTo()),
              bar.count()));
    }
    return new RoundTrips(
        PingEventDocument.millis(times.least()),
        PingEventDocument.millis(times.average()),
        PingEventDocument.millis(times.most()),
        PingEventDocument.millis(times.deviation()),
        PingEventDocument.millis(times.median()),
        PingEventDocument.millis(times.p95()),
        PingEventDocument.millis(times.p99()),
        PingEventDocument.millis(times.jitter()),
        bars);
  }
}
