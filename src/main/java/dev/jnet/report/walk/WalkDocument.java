package dev.jnet.report.walk;

import dev.jnet.report.Programs;
import io.avaje.jsonb.Json;
import java.util.List;

/**
 * A walk as one JSON document. Sizes are in bytes, times in ms. Fields without a value are left
 * out.
 */
@Json
public record WalkDocument(
    int schema,
    String command,
    String url,
    String outcome,
    String sentence,
    Boolean practice,
    List<Leg> legs,
    Programs.Reached programs,
    Failure error) {

  /** One URL of the walk. */
  @Json
  public record Leg(
      String url,
      Name name,
      Hop hop,
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
      String source,
      List<String> servers,
      List<Query> queries,
      Boolean overTcp,
      List<String> addresses,
      String chosen,
      List<PassedOver> passedOver) {}

  /** An address that was tried before the chosen one, and why it was given up. */
  @Json
  public record PassedOver(String address, String outcome) {}

  /** One question to a name server. */
  @Json
  public record Query(
      String server,
      String name,
      String type,
      int tries,
      Double ms,
      String rcode,
      Integer octets,
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
      String iface,
      int mtu,
      String source,
      String sourceMac,
      String nextHop,
      String nextHopMac,
      boolean gateway,
      String means,
      Integer questions,
      Double ms,
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
      Integer effectiveMss,
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
      double ms,
      boolean exact,
      String direction,
      String flags,
      Long sequence,
      Long acknowledgment,
      Integer window,
      Integer length,
      int ttl,
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
      long payload,
      long repeated,
      long ipOctets,
      long wireOctets,
      int largestPayload,
      int largestPacket) {}

  /** Why the transfer stalled. */
  @Json
  public record Stall(
      int unacknowledged,
      int largestAcknowledged,
      int largestUnacknowledged,
      long missing,
      int largestReceived,
      int largestPossible,
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
      Integer status,
      String statusLine,
      List<Field> fields,
      int headOctets,
      String framing,
      Long announced,
      long body,
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
      double dns,
      double neighbor,
      double connect,
      double tls,
      double firstByte,
      double transfer,
      double stalled,
      double close,
      double between,
      double total) {}

  /** The share of the headers in the traffic. */
  @Json
  public record Cost(long payload, long wireOctets, double overheadPercent) {}

  /** What went wrong. */
  @Json
  public record Failure(String code, String message) {}

  /** The document of a walk that could not begin. */
  public static WalkDocument error(String url, String code, String message) {
    return new WalkDocument(
        1, "walk", url, "error", message, null, List.of(), null, new Failure(code, message));
  }
}
