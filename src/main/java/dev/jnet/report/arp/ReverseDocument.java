package dev.jnet.report.arp;

import static dev.jnet.report.JsonValues.millis;

import dev.jnet.finding.NeighborConclusions;
import dev.jnet.neighbor.ReverseAnswer;
import dev.jnet.neighbor.ReverseResolutionResult;
import dev.jnet.report.Access;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What RARP servers said about a MAC address, as one JSON document. Times are in ms. */
@Json
public record ReverseDocument(
    String command,
    String mode,
    String mac,
    String vendor,
    String status,
    String address,
    @Json.Property("interface") String interfaceName,
    int questions,
    List<Server> answers,
    Access.Summary access,
    List<FindingDocument> findings) {

  /** One server's answer. */
  @Json
  public record Server(String address, String server, String serverMac, double rttMs) {}

  /** The document. */
  public static ReverseDocument of(
      ReverseResolutionResult resolved, VendorNames vendors, Access access) throws IOException {
    List<Server> answers = new ArrayList<>();
    for (ReverseAnswer answer : resolved.answers()) {
      answers.add(
          new Server(
              Addresses.text(answer.address()),
              Addresses.text(answer.serverAddress()),
              answer.server().toString(),
              millis(answer.timing().roundTrip())));
    }
    boolean one = !answers.isEmpty() && !resolved.isConflict();
    return new ReverseDocument(
        "arp",
        "reverse",
        resolved.target().toString(),
        vendors.name(resolved.target()),
        answers.isEmpty() ? "no-reply" : one ? "ok" : "conflict",
        one ? answers.get(0).address() : null,
        resolved.interfaceName(),
        resolved.asked(),
        answers,
        access.summary(),
        FindingDocument.of(NeighborConclusions.of(resolved)));
  }
}
