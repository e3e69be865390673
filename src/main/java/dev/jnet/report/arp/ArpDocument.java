package dev.jnet.report.arp;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.finding.Finding;
import dev.jnet.finding.NeighborFinding.NeighborTableAgrees;
import dev.jnet.finding.NeighborFinding.NeighborTableDiffers;
import dev.jnet.finding.NeighborFinding.SeveralInterfaces;
import dev.jnet.host.Neighbor;
import dev.jnet.neighbor.NeighborAnswer;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.report.Access;
import dev.jnet.report.FailureDocument;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.report.finding.FindingText;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which station has an address, as one JSON document. Times are in ms. Fields without a value are
 * left out.
 */
@Json
public record ArpDocument(
    String command,
    String mode,
    Target target,
    String status,
    String mac,
    String vendor,
    @Json.Property("interface") String interfaceName,
    String nextHop,
    Boolean onLink,
    Integer questions,
    Integer answered,
    List<Reply> answers,
    List<OtherVlan> otherVlans,
    Boolean oneMachine,
    Boolean onlyFirst,
    Kernel kernel,
    Double elapsedMs,
    Access.Summary access,
    List<FindingDocument> findings,
    Failure error) {

  /** The address that was asked for. */
  @Json
  public record Target(String name, String address) {}

  /** An answer with the tag of another VLAN, which does not count. */
  @Json
  public record OtherVlan(String mac, List<Integer> vlans) {}

  /** One answer. */
  @Json
  public record Reply(
      String mac,
      String vendor,
      int questionNumber,
      double rttMs,
      boolean kernelStamps,
      boolean unicast,
      String frameSource,
      List<Integer> vlans) {}

  /** The entry in the kernel's own table. */
  @Json
  public record Kernel(String state, String mac, Boolean agrees) {}

  /** What went wrong. */
  @Json
  public record Failure(String code, String message) {}

  /** The document of an address that was asked for. */
  public static ArpDocument of(ArpReportContent content, VendorNames vendors) throws IOException {
    ResolutionResult resolved = content.resolved();
    List<Finding> findings = content.findings();
    MacAddress mac =
        content.own().isPresent()
            ? content.own().get()
            : resolved.isConflict() ? null : resolved.mac().or(content::inTable).orElse(null);
    return new ArpDocument(
        "arp",
        "resolve",
        new Target(content.name(), Addresses.text(content.target())),
        status(content),
        mac == null ? null : mac.toString(),
        mac == null ? null : vendors.name(mac),
        resolved.question().interfaceName(),
        Addresses.text(resolved.question().target()),
        !content.isBehindRouter(),
        resolved.asked(),
        resolved.answered(),
        answers(resolved, vendors),
        otherVlans(resolved),
        FindingText.first(findings, SeveralInterfaces.class).isPresent() ? true : null,
        content.onlyFirst() ? true : null,
        kernel(content, findings),
        millis(content.elapsed()),
        content.access().summary(),
        FindingDocument.of(findings),
        null);
  }

  /** The document about a name for which no question could be sent. */
  public static FailureDocument error(String mode, String name, String code, String message) {
    FailureDocument failure =
        name == null
            ? FailureDocument.of("arp", code, message)
            : FailureDocument.about("arp", name, code, message);
    return failure.withMode(mode);
  }

  private static String status(ArpReportContent content) {
    if (content.own().isPresent()) {
      return "own";
    }
    if (content.isFromTable()) {
      return content.inTable().isPresent() ? "ok" : "unknown";
    }
    return content.resolved().answers().isEmpty()
        ? "no-reply"
        : content.resolved().isConflict() ? "conflict" : "ok";
  }

  private static List<Reply> answers(ResolutionResult resolved, VendorNames vendors)
      throws IOException {
    List<Reply> all = new ArrayList<>();
    for (NeighborAnswer answer : resolved.answers()) {
      all.add(
          new Reply(
              answer.mac().toString(),
              vendors.name(answer.mac()),
              answer.number(),
              millis(answer.timing().roundTrip()),
              answer.timing().exact(),
              answer.isUnicast(),
              answer.ethernet().source().toString(),
              answer.ethernet().vlans()));
    }
    return all;
  }

  private static List<OtherVlan> otherVlans(ResolutionResult resolved) {
    return resolved.otherVlans().isEmpty()
        ? null
        : resolved.otherVlans().stream()
            .map(each -> new OtherVlan(each.mac().toString(), each.ethernet().vlans()))
            .toList();
  }

  private static Kernel kernel(ArpReportContent content, List<Finding> findings) {
    Optional<Neighbor> known = content.kernel();
    if (known.isEmpty()) {
      return null;
    }
    MacAddress mac = known.get().mac();
    boolean agrees = FindingText.first(findings, NeighborTableAgrees.class).isPresent();
    boolean differs =
        FindingText.first(findings, NeighborTableDiffers.class)
            .filter(each -> !each.answered().isEmpty())
            .isPresent();
    return new Kernel(
        word(known.get().state()),
        mac == null ? null : mac.toString(),
        (agrees || differs) ? agrees : null);
  }
}
