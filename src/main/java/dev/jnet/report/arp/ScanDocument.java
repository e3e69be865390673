package dev.jnet.report.arp;

import static dev.jnet.report.JsonValues.millis;

import dev.jnet.finding.NeighborConclusions;
import dev.jnet.neighbor.NeighborAnswer;
import dev.jnet.neighbor.ScanFinding;
import dev.jnet.neighbor.ScanResult;
import dev.jnet.report.Access;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.util.List;

/**
 * A line of a scan as JSON: a station when it is found, or the summary at the end. Times are in ms.
 * Fields that do not apply are left out.
 */
@Json
public record ScanDocument(
    String command,
    String mode,
    String event,
    String address,
    String mac,
    String vendor,
    Double rttMs,
    Boolean duplicate,
    Boolean proxy,
    String range,
    @Json.Property("interface") String interfaceName,
    Integer asked,
    Integer inUse,
    Integer duplicates,
    Integer questions,
    Integer refused,
    Boolean complete,
    Double waitedMs,
    Double elapsedMs,
    Access.Summary access,
    List<FindingDocument> findings) {
  /**
   * The document of a station that has just been found: the last one that answered for its address.
   */
  public static ScanDocument host(ScanFinding found, VendorNames vendors) throws IOException {
    NeighborAnswer answer = found.answers().get(found.answers().size() - 1);
    return new ScanDocument(
        "arp",
        "scan",
        "host",
        Addresses.text(found.address()),
        answer.mac().toString(),
        vendors.name(answer.mac()),
        millis(answer.timing().roundTrip()),
        found.isDuplicate(),
        answer.isFromElsewhere(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The document at the end of a scan. */
  public static ScanDocument summary(
      ScanResult scanned, String range, String interfaceName, Access access) {
    return new ScanDocument(
        "arp",
        "scan",
        "done",
        null,
        null,
        null,
        null,
        null,
        null,
        range,
        interfaceName,
        scanned.addresses(),
        scanned.found().size(),
        scanned.duplicates(),
        scanned.sent(),
        scanned.refused(),
        scanned.complete(),
        millis(scanned.waited()),
        millis(scanned.took()),
        access.summary(),
        FindingDocument.of(NeighborConclusions.of(scanned, interfaceName)));
  }
}
