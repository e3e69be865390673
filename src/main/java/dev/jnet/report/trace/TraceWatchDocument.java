package dev.jnet.report.trace;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.percent;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.link.FirstHop;
import dev.jnet.report.Access;
import dev.jnet.trace.PathWatchResult;
import dev.jnet.trace.PathWatchResult.WatchedHop;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A watched path as one JSON document. Times are in ms. */
@Json
public record TraceWatchDocument(
    String command,
    String mode,
    Target target,
    @Json.Property("interface") String interfaceName,
    String source,
    String status,
    String via,
    int rounds,
    List<HopDocument> hops,
    Double elapsedMs,
    Access.Summary access) {
  /** The host that was asked. */
  @Json
  public record Target(String name, String address) {}

  /** A hop; times are left out when nobody answered. */
  @Json
  public record HopDocument(
      int hop,
      List<String> addresses,
      List<String> names,
      int sent,
      int received,
      double lossPercent,
      String lossKind,
      Double lastMs,
      Double bestMs,
      Double meanMs,
      Double worstMs,
      Double deviationMs) {}

  /**
   * A path that is watched.
   *
   * @param name of the target as it was given
   * @param hop how probes leave
   * @param elapsed ns since the watch began
   */
  public record Watched(
      String name, InetAddress target, FirstHop hop, PathWatchResult result, long elapsed) {}

  /** The document of the rounds so far. */
  public static TraceWatchDocument of(
      Watched watched, Map<InetAddress, String> names, Access access) {
    PathWatchResult result = watched.result();
    List<HopDocument> hops = new ArrayList<>();
    for (WatchedHop hop : result.hops()) {
      List<String> addresses = new ArrayList<>();
      List<String> known = new ArrayList<>();
      for (InetAddress address : hop.addresses()) {
        addresses.add(Addresses.text(address));
        if (names.containsKey(address)) {
          known.add(names.get(address));
        }
      }
      boolean any = hop.received() > 0;
      hops.add(
          new HopDocument(
              hop.ttl(),
              addresses,
              known,
              hop.sent(),
              hop.received(),
              percent(hop.sent() == 0 ? 0 : 1 - (double) hop.received() / hop.sent()),
              word(hop.loss()),
              any ? millis(hop.last()) : null,
              any ? millis(hop.best()) : null,
              any ? millis(hop.mean()) : null,
              any ? millis(hop.worst()) : null,
              any ? millis(hop.deviation()) : null));
    }
    return new TraceWatchDocument(
        "trace",
        "watch",
        new Target(watched.name(), Addresses.text(watched.target())),
        watched.hop().interfaceName(),
        Addresses.text(watched.hop().source()),
        word(result.status()),
        result.via().toString(),
        result.rounds(),
        hops,
        millis(watched.elapsed()),
        access.summary());
  }
}
