package dev.jnet.report.handshake;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.orNull;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.Remark;
import dev.jnet.handshake.Step;
import dev.jnet.report.Access;
import dev.jnet.report.FailureDocument;
import dev.jnet.report.JsonValues;
import dev.jnet.report.TcpOptionsDocument;
import dev.jnet.report.TcpWords;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A connection attempt as JSON, one document for each port. Sizes are in bytes, times in ms. Fields
 * without a value are left out.
 */
@Json
public record HandshakeDocument(
    String command,
    Target target,
    @Json.Property("interface") String interfaceName,
    String source,
    Integer localPort,
    List<String> passedOver,
    Integer port,
    String status,
    String client,
    Double rttMs,
    Boolean kernelStamps,
    Integer ourMss,
    Integer theirMss,
    Integer mss,
    Integer dataPerSegment,
    TcpOptionsDocument synOptions,
    TcpOptionsDocument synAckOptions,
    List<Segment> segments,
    List<String> notes,
    String reply,
    Translated translatedTo,
    Double elapsedMs,
    Access.Summary access,
    List<FindingDocument> findings,
    Failure error) {

  /** The host that was asked. */
  @Json
  public record Target(String name, String address) {}

  /** The other end of the connection, as this machine's own NAT chose it. */
  @Json
  public record Translated(String address, int port) {}

  /** A segment, or an ICMP error about one. */
  @Json
  public record Segment(
      double atMs,
      String direction,
      List<String> flags,
      Long sequence,
      Long acknowledgment,
      Integer window,
      Integer payloadBytes,
      int hopLimit,
      String ours,
      String theirs,
      String icmp) {}

  /** What went wrong. */
  @Json
  public record Failure(String code, String message) {}

  /** The documents of finished attempts, one for each port; each is made when it is asked for. */
  public static List<HandshakeDocument> of(HandshakeReportContent content) {
    return new MappedList<>(content.results(), result -> of(content, result));
  }

  private static HandshakeDocument of(HandshakeReportContent content, HandshakeResult result) {
    boolean open = result.synAck().isPresent();
    return new HandshakeDocument(
        "handshake",
        new Target(content.name(), Addresses.text(content.question().target())),
        content.question().hop().interfaceName(),
        Addresses.text(content.question().hop().source()),
        content.question().localPort().number(),
        content.passedOver().isEmpty()
            ? null
            : content.passedOver().stream().map(Addresses::text).toList(),
        result.port(),
        result.status().word(),
        word(content.client()),
        result.roundTrip() >= 0 ? millis(result.roundTrip()) : null,
        result.roundTrip() >= 0 ? result.exact() : null,
        orNull(result.syn().map(Tcp::maximumSegmentSize).orElse(java.util.OptionalInt.empty())),
        orNull(result.options().theirMss()),
        open ? mss(content, result) : null,
        open ? result.effectiveMss() : null,
        result.syn().map(TcpOptionsDocument::of).orElse(null),
        result.synAck().map(TcpOptionsDocument::of).orElse(null),
        segments(result.steps()),
        notes(content, result),
        result.reply().length > 0 ? Base64.getEncoder().encodeToString(result.reply()) : null,
        result
            .translation()
            .map(to -> new Translated(Addresses.text(to.address()), to.port()))
            .orElse(null),
        millis(content.elapsed()),
        content.seen().summary(),
        FindingDocument.of(content.conclusions(result)),
        result
            .error()
            .map(
                filter ->
                    new Failure(
                        "unreachable",
                        Addresses.text(filter.from()) + ": " + TcpWords.error(filter.error())))
            .orElseGet(
                () ->
                    result
                        .complaint()
                        .map(said -> new Failure("system", "the kernel says: " + said))
                        .orElse(null)));
  }

  /** The MSS that decides on segments to the other side, options not counted. */
  private static int mss(HandshakeReportContent content, HandshakeResult result) {
    return Math.min(
        result.options().theirMss().orElse(content.question().settings().defaultMss()),
        content.question().settings().sendMss());
  }

  private static List<Segment> segments(List<Step> steps) {
    List<Segment> segments = new ArrayList<>();
    for (Step step : steps) {
      Tcp tcp = step.tcp().orElse(null);
      segments.add(
          new Segment(
              millis(Math.max(0, step.at() - steps.get(0).at())),
              step.outgoing() ? "out" : "in",
              TcpOptionsDocument.flags(tcp),
              tcp == null ? null : tcp.sequence(),
              tcp == null || !tcp.has(Tcp.ACK) ? null : tcp.acknowledgment(),
              tcp == null ? null : tcp.window(),
              tcp == null ? null : tcp.payload().length,
              step.hopLimit(),
              word(step.ours()),
              step.theirs().map(JsonValues::word).orElse(null),
              step.error()
                  .map(error -> Addresses.text(step.from()) + ": " + TcpWords.error(error))
                  .orElse(null)));
    }
    return segments;
  }

  private static List<String> notes(HandshakeReportContent content, HandshakeResult result) {
    List<String> notes = new ArrayList<>();
    if (!content.why().isEmpty()) {
      notes.add("no-port-guard");
    }
    for (Remark remark : result.remarks()) {
      notes.add(word(remark));
    }
    return notes;
  }

  /** The document of a target that could not be tried. */
  public static FailureDocument error(String name, String code, String message) {
    return FailureDocument.about("handshake", name, code, message);
  }
}
