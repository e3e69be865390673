package dev.jnet.report.arp;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.neighbor.Claim;
import dev.jnet.report.Access;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A probe for an address, or its announcement, as one JSON document. Times are in ms. */
@Json
public record ClaimsDocument(
    String command,
    String mode,
    ArpDocument.Target target,
    String status,
    @Json.Property("interface") String interfaceName,
    boolean own,
    int sent,
    int needed,
    List<Station> claims,
    double elapsedMs,
    Access.Summary access,
    List<FindingDocument> findings) {

  /** Another station that has or wants the address. */
  @Json
  public record Station(String mac, String vendor, String how, String frameSource) {}

  /** The document. */
  public static ClaimsDocument of(ClaimsReportContent content, VendorNames vendors)
      throws IOException {
    List<Station> claims = new ArrayList<>();
    for (Claim claim : content.claims()) {
      claims.add(
          new Station(
              claim.mac().toString(),
              vendors.name(claim.mac()),
              word(claim.how()),
              claim.ethernet().source().toString()));
    }
    return new ClaimsDocument(
        "arp",
        content.announced() ? "announce" : "probe",
        new ArpDocument.Target(content.name(), Addresses.text(content.address())),
        content.status(),
        content.interfaceName(),
        content.own(),
        content.sent(),
        content.needed(),
        claims,
        millis(content.elapsed()),
        content.access().summary(),
        FindingDocument.of(content.findings()));
  }
}
