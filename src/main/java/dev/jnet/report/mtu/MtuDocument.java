package dev.jnet.report.mtu;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.finding.Encapsulations.Guess;
import dev.jnet.finding.Finding;
import dev.jnet.finding.PathFinding.DontFragmentCleared;
import dev.jnet.finding.PathFinding.EncapsulationGuess;
import dev.jnet.finding.PathFinding.PathMtuAtLeast;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.FailureDocument;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.report.finding.FindingText;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;

/** A path MTU as one JSON document. Sizes are bytes, times ms; what is not known is left out. */
@Json
public record MtuDocument(
    String command,
    Target target,
    @Json.Property("interface") String interfaceName,
    String source,
    String status,
    Integer pathMtu,
    String confidence,
    Integer lowerBytes,
    Integer upperBytes,
    Boolean blackHole,
    Bottleneck bottleneck,
    Integer mss,
    Integer dataPerSegment,
    Integer pingPayloadBytes,
    Integer udpPayloadBytes,
    Integer frameBytes,
    Integer interfaceMtu,
    Double rttMs,
    Integer sent,
    Double elapsedMs,
    String via,
    List<Ignored> ignored,
    List<Encapsulation> encapsulation,
    ReturnPath returnPath,
    Integer kernelMtu,
    List<Flow> flows,
    List<FindingDocument> findings,
    Access.Summary access,
    Failure error) {
  private static final String NO_REPLY = "no-reply";

  /** The host that was asked. */
  @Json
  public record Target(String name, String address) {}

  /** Where larger packets are dropped. */
  @Json
  public record Bottleneck(int hop, String address, boolean reported) {}

  /** A claim that was not believed. */
  @Json
  public record Ignored(String address, long claimedMtu, int packetBytes, String reason) {}

  /** An encapsulation that may explain the path MTU. */
  @Json
  public record Encapsulation(int fromMtu, int headerBytes, String name) {}

  /** What the replies showed of the return path. */
  @Json
  public record ReturnPath(boolean narrower, Integer fragmentBytes, Integer largestEchoBytes) {}

  /**
   * One of several flows.
   *
   * @param localPort this machine's UDP or TCP port; left out for echo requests
   */
  @Json
  public record Flow(
      Integer localPort, Integer pathMtu, int lowerBytes, int upperBytes, Bottleneck bottleneck) {}

  /** What went wrong. */
  @Json
  public record Failure(String code, String message) {}

  /** The document of a finished search. */
  public static MtuDocument of(MtuReportContent content) {
    MtuResult result = content.result();
    boolean answered = result.status() == Status.OK;
    boolean any = result.lower() > 0;
    List<Finding> conclusions = content.conclusions();
    boolean pieces = FindingText.first(conclusions, DontFragmentCleared.class).isPresent();
    boolean cutShort = FindingText.first(conclusions, PathMtuAtLeast.class).isPresent();
    Arithmetic sums = new Arithmetic(Addresses.version(content.target()), result.lower());
    return new MtuDocument(
        "mtu",
        new Target(content.name(), Addresses.text(content.target())),
        content.hop().interfaceName(),
        Addresses.text(content.hop().source()),
        answered ? "ok" : NO_REPLY,
        result.known() && !cutShort && !pieces ? result.lower() : null,
        any ? confidence(result, cutShort, pieces) : null,
        any ? result.lower() : null,
        any ? result.upper() : null,
        answered ? result.blackHole() : null,
        bottleneck(result),
        answered ? sums.mss() : null,
        answered ? Math.max(0, sums.mss() - Arithmetic.TIMESTAMPS) : null,
        answered ? sums.pingPayload() : null,
        answered ? sums.udpPayload() : null,
        answered ? sums.frame(content.hop().type()) : null,
        content.hop().mtu(),
        answered ? millis(result.roundTrip()) : null,
        result.probes(),
        millis(content.elapsed()),
        content.via().toString(),
        ignored(result),
        encapsulation(conclusions),
        new ReturnPath(
            result.wayBack().narrower(),
            positive(result.wayBack().fragment()),
            positive(result.wayBack().largestEcho())),
        positive(content.kernelMtu()),
        flows(content),
        FindingDocument.of(conclusions),
        content.seen().summary(),
        failure(result));
  }

  /** The document of a target that could not be probed. */
  public static FailureDocument error(String name, String code, String message) {
    return FailureDocument.about("mtu", name, code, message);
  }

  private static String confidence(MtuResult result, boolean cutShort, boolean pieces) {
    if (pieces) {
      return "in-fragments";
    }
    return cutShort ? "at-least" : word(result.confidence());
  }

  /** The number; nothing for 0, which stands for what is not known. */
  private static Integer positive(int number) {
    return number > 0 ? number : null;
  }

  private static Bottleneck bottleneck(MtuResult result) {
    return result
        .bottleneck()
        .map(
            at ->
                new Bottleneck(
                    at.hop(), at.address().map(Addresses::text).orElse(null), at.reported()))
        .orElse(null);
  }

  private static List<Flow> flows(MtuReportContent content) {
    return content.flows().size() == 1
        ? null
        : content.flows().stream().map(flow -> flow(flow, content.via())).toList();
  }

  private static Flow flow(MtuReportContent.FlowMtu flow, Via via) {
    MtuResult mtu = flow.result();
    return new Flow(
        via.kind() == Via.Kind.ICMP ? null : flow.port(),
        mtu.known() ? mtu.lower() : null,
        mtu.lower(),
        mtu.upper(),
        bottleneck(mtu));
  }

  private static List<Ignored> ignored(MtuResult result) {
    List<Ignored> all = new ArrayList<>();
    for (MtuResult.Ignored claim : result.ignored()) {
      all.add(
          new Ignored(
              Addresses.text(claim.address()), claim.claim(), claim.size(), word(claim.why())));
    }
    return all;
  }

  private static List<Encapsulation> encapsulation(List<Finding> conclusions) {
    List<Encapsulation> all = new ArrayList<>();
    FindingText.first(conclusions, EncapsulationGuess.class)
        .ifPresent(
            found -> {
              for (Guess guess : found.candidates()) {
                all.add(new Encapsulation(guess.from(), guess.bytes(), guess.name()));
              }
            });
    return all;
  }

  private static Failure failure(MtuResult result) {
    if (result.status() == Status.OK) {
      return null;
    }
    return result
        .failure()
        .map(why -> new Failure("unreachable", Addresses.text(why.address()) + ": " + why.words()))
        .orElse(new Failure(NO_REPLY, "the target answered no probe"));
  }
}
