package dev.jnet.report.read;

import dev.jnet.capture.CapturedLookup;
import dev.jnet.capture.DuplicateAddress;
import dev.jnet.capture.TcpSummary;
import dev.jnet.capture.TooBig;
import dev.jnet.doctor.CaptureOpinion.OneConversation;
import dev.jnet.report.JsonValues;
import dev.jnet.report.finding.CauseDocument;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.util.List;

/**
 * A capture as one JSON document.
 *
 * @param verdict {@code ok}, {@code degraded}, {@code broken} or {@code unknown}
 * @param text the verdict in one sentence; the words may change
 * @param trouble why the rest of the file could not be read; left out where all of it was
 * @param uncaptured how many frames the file says were not captured; left out where it tells of
 *     none
 * @param leftOut conversations, reports, questions and claims for which there was no room
 * @param conversations the worst first
 * @param duplicates addresses that several stations of a link claim
 */
@Json
public record ReadDocument(
    String command,
    String file,
    String verdict,
    String text,
    String trouble,
    long frames,
    long unread,
    Long uncaptured,
    Double durationMs,
    long leftOut,
    List<Conversation> conversations,
    List<Report> tooBig,
    List<Question> lookups,
    List<Duplicate> duplicates) {
  /** A TCP conversation. */
  @Json
  public record Conversation(
      int flow,
      Side client,
      Side server,
      long frames,
      long bytes,
      Double handshakeMs,
      boolean closed,
      Reset reset,
      List<CauseDocument> causes) {}

  /** One side of a conversation. */
  @Json
  public record Side(
      String address,
      int port,
      Integer mss,
      long segments,
      long dataBytes,
      int largestPacketBytes,
      long retransmissions,
      long duplicateAcks,
      long zeroWindows,
      long outOfOrder,
      Integer blackHoleBytes) {}

  /** A reset. */
  @Json
  public record Reset(String by, int hopLimit, Integer usualHopLimit, boolean foreign) {}

  /** A router's report that a packet was too big. */
  @Json
  public record Report(long frameNumber, String router, Long mtu, String from, String to) {}

  /** A question to a name server that failed, or was answered late. */
  @Json
  public record Question(String name, String server, Integer responseCode, Double elapsedMs) {}

  /** An address that several stations claim. */
  @Json
  public record Duplicate(String address, List<String> macs) {}

  /** The document of a capture that was read. */
  public static ReadDocument of(CaptureReading reading) {
    return new ReadDocument(
        "read",
        reading.file(),
        reading.opinion().verdict().word(),
        ReadReport.sentence(reading),
        reading.trouble().orElse(null),
        reading.summary().frames(),
        reading.summary().unread(),
        reading.summary().isWhole() ? null : Long.valueOf(reading.summary().uncaptured()),
        JsonValues.millis(reading.summary().duration()),
        reading.summary().leftOut(),
        reading.opinion().conversations().stream().map(ReadDocument::conversation).toList(),
        reading.summary().tooBig().stream().map(ReadDocument::report).toList(),
        reading.summary().lookups().stream().map(ReadDocument::question).toList(),
        reading.summary().duplicates().stream().map(ReadDocument::duplicate).toList());
  }

  private static Conversation conversation(OneConversation each) {
    TcpSummary summary = each.summary();
    long roundTrip = summary.opening().roundTrip();
    return new Conversation(
        summary.index(),
        side(summary.client()),
        side(summary.server()),
        summary.frames(),
        summary.bytes(),
        roundTrip < 0 ? null : JsonValues.millis(roundTrip),
        summary.closed(),
        summary.reset().map(ReadDocument::reset).orElse(null),
        each.causes().stream().map(CauseDocument::of).toList());
  }

  private static Side side(TcpSummary.Side side) {
    TcpSummary.SideTraffic traffic = side.traffic();
    return new Side(
        Addresses.text(side.address()),
        side.port(),
        traffic.mss() > 0 ? traffic.mss() : null,
        traffic.segments(),
        traffic.data(),
        traffic.largestPacket(),
        traffic.retransmissions(),
        traffic.duplicateAcks(),
        traffic.zeroWindows(),
        traffic.outOfOrder(),
        side.hole().isPresent() ? side.hole().getAsInt() : null);
  }

  private static Reset reset(TcpSummary.Reset reset) {
    return new Reset(
        reset.byClient() ? "client" : "server",
        reset.hopLimit(),
        reset.usual() > 0 ? reset.usual() : null,
        reset.isForeign());
  }

  private static Report report(TooBig report) {
    return new Report(
        report.number(),
        Addresses.text(report.router()),
        report.mtu() > 0 ? report.mtu() : null,
        Addresses.text(report.from()),
        Addresses.text(report.to()));
  }

  private static Duplicate duplicate(DuplicateAddress each) {
    return new Duplicate(
        Addresses.text(each.address()), each.macs().stream().map(Object::toString).toList());
  }

  private static Question question(CapturedLookup lookup) {
    boolean answered = lookup.elapsed() >= 0;
    return new Question(
        lookup.name(),
        Addresses.text(lookup.server()),
        answered ? lookup.responseCode() : null,
        answered ? JsonValues.millis(lookup.elapsed()) : null);
  }
}
