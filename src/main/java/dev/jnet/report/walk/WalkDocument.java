package dev.jnet.report.walk;

import dev.jnet.report.Access;
import dev.jnet.report.FailureDocument;
import dev.jnet.report.Programs;
import dev.jnet.report.finding.FindingDocument;
import io.avaje.jsonb.Json;
import java.util.List;

/**
 * A walk as one JSON document. Sizes are in bytes, times in ms. Fields without a value are left
 * out.
 */
@Json
public record WalkDocument(
    String command,
    String url,
    String status,
    String sentence,
    Boolean practice,
    Double elapsedMs,
    List<Leg> legs,
    Programs.Reached programs,
    List<FindingDocument> findings,
    Access.Summary access) {

  /** One URL of the walk. */
  @Json
  public record Leg(
      String url,
      Name name,
      Hop firstHop,
      Connection connection,
      Tls tls,
      Http http,
      List<Line> dialogue,
      Times times,
      Cost cost) {}

  /** How the name became an address. */
  @Json
  public record Name(
      String host,
      String foundBy,
      List<String> servers,
      List<Query> queries,
      Boolean overTcp,
      List<String> addresses,
      String chosen,
      List<PassedOver> passedOver) {}

  /** An address that was tried before the chosen one, and why it was given up. */
  @Json
  public record PassedOver(String address, String status) {}

  /** One question to a name server. */
  @Json
  public record Query(
      String server,
      String name,
      String type,
      int tries,
      Double rttMs,
      String rcode,
      Integer bytes,
      Boolean truncated,
      List<Rr> records,
      String query,
      String answer) {}

  /** A resource record. */
  @Json
  public record Rr(String owner, String type, long ttl, String value) {}

  /** The next hop towards the target. */
  @Json
  public record Hop(
      @Json.Property("interface") String interfaceName,
      int mtu,
      String source,
      String sourceMac,
      String nextHop,
      String nextHopMac,
      boolean gateway,
      String means,
      Integer questions,
      Double elapsedMs,
      String kernel,
      String question,
      String answer) {}

  /** The TCP connection. */
  @Json
  public record Connection(
      String address,
      int port,
      int localPort,
      String course,
      String ending,
      Double rttMs,
      Integer ourMss,
      Integer theirMss,
      Integer dataPerSegment,
      List<Segment> segments,
      long leftOut,
      Traffic out,
      Traffic in,
      Stall stall,
      List<String> states,
      String refusal) {}

  /** A segment, or an ICMP error about one. */
  @Json
  public record Segment(
      double atMs,
      boolean kernelStamps,
      String direction,
      List<String> flags,
      Long sequence,
      Long acknowledgment,
      Integer window,
      Integer payloadBytes,
      int hopLimit,
      String ours,
      String theirs,
      String icmp,
      Long leftOutBefore,
      String frame) {}

  /** The traffic in one direction. */
  @Json
  public record Traffic(
      long segments,
      long frames,
      long payloadBytes,
      long repeatedBytes,
      long ipBytes,
      long wireBytes,
      int largestPayloadBytes,
      int largestPacketBytes) {}

  /** Why the transfer stalled. */
  @Json
  public record Stall(
      int unacknowledgedBytes,
      int largestAcknowledgedBytes,
      int largestUnacknowledgedBytes,
      long missingBytes,
      int largestReceivedBytes,
      int largestPossibleBytes,
      Integer retriedWithMss,
      Boolean retryComplete) {}

  /** The result of TLS. */
  @Json
  public record Tls(
      String serverName,
      String version,
      String cipherSuite,
      String alpn,
      String trust,
      String store,
      String fault,
      String detail,
      List<Certificate> certificates) {}

  /** One certificate of the chain. */
  @Json
  public record Certificate(
      String subject,
      String issuer,
      String notBefore,
      String notAfter,
      List<String> names,
      String key,
      String signature) {}

  /** An HTTP request and its answer. */
  @Json
  public record Http(
      String request,
      Integer statusCode,
      String statusLine,
      List<Field> fields,
      int headBytes,
      String framing,
      Long announcedBytes,
      long bodyBytes,
      Integer chunks,
      boolean complete,
      String fault,
      String location) {}

  /** A header field. */
  @Json
  public record Field(String name, String value) {}

  /** One line of a dialogue. */
  @Json
  public record Line(String who, String text) {}

  /** How the time was spent. */
  @Json
  public record Times(
      double dnsMs,
      double neighborMs,
      double triedMs,
      double connectMs,
      double tlsMs,
      double firstByteMs,
      double transferMs,
      double stalledMs,
      double closeMs,
      double betweenMs,
      double totalMs) {}

  /** The share of the headers in the traffic. */
  @Json
  public record Cost(long payloadBytes, long wireBytes, double overheadPercent) {}

  /** The document of a walk that could not begin. */
  public static FailureDocument error(String url, String code, String message) {
    return FailureDocument.about("walk", url, code, message);
  }
}
