package dev.jnet.report.arp;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.neighbor.NeighborEvent;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import io.avaje.jsonb.Json;
import java.io.IOException;

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
    @Json.Property("interface") String interfaceName) {
  /**
   * The document.
   *
   * @param since when the watch began, in ns on the link's clock
   */
  public static WatchDocument of(
      NeighborEvent event, long since, String interfaceName, VendorNames vendors)
      throws IOException {
    return new WatchDocument(
        "arp",
        "watch",
        millis(Math.max(0, event.sighting().at() - since)),
        word(event.what()),
        word(event.sighting().kind()),
        Addresses.text(event.sighting().address()),
        event.sighting().mac().toString(),
        vendors.name(event.sighting().mac()),
        event.before().map(MacAddress::toString).orElse(null),
        event.sighting().ethernet().source().toString(),
        interfaceName);
  }
}
