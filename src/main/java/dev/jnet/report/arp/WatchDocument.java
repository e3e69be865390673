package dev.jnet.report.arp;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.finding.NeighborConclusions;
import dev.jnet.neighbor.NeighborEvent;
import dev.jnet.report.Access;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.util.List;

/** An event on a link, as one JSON document. Times are in ms since the watch began. */
@Json
public record WatchDocument(
    String command,
    String mode,
    double atMs,
    String event,
    String told,
    String address,
    String mac,
    String vendor,
    String before,
    String frameSource,
    @Json.Property("interface") String interfaceName,
    Access.Summary access,
    List<FindingDocument> findings) {
  /** A watch: when it began, in ns on the link's clock, on which interface, and how it sees. */
  public record Watch(long since, String interfaceName, Access access) {}

  /** The document of an event. */
  public static WatchDocument of(NeighborEvent event, Watch watch, VendorNames vendors)
      throws IOException {
    return new WatchDocument(
        "arp",
        "watch",
        millis(Math.max(0, event.sighting().at() - watch.since())),
        word(event.what()),
        word(event.sighting().kind()),
        Addresses.text(event.sighting().address()),
        event.sighting().mac().toString(),
        vendors.name(event.sighting().mac()),
        event.before().map(MacAddress::toString).orElse(null),
        event.sighting().ethernet().source().toString(),
        watch.interfaceName(),
        watch.access().summary(),
        FindingDocument.of(NeighborConclusions.of(event)));
  }
}
