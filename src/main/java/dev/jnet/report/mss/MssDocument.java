package dev.jnet.report.mss;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.orNull;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.handshake.Download;
import dev.jnet.mss.MssResult;
import dev.jnet.mss.MssResult.Clamp;
import dev.jnet.report.Access;
import dev.jnet.report.FailureDocument;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A connection's segment size as one JSON document. Sizes are bytes, times ms. */
@Json
public record MssDocument(
    String command,
    Target target,
    @Json.Property("interface") String interfaceName,
    String source,
    Integer port,
    String status,
    Integer ourMss,
    Integer theirMss,
    Integer pathMtu,
    Integer mss,
    Integer dataPerSegment,
    Integer dataPerSegmentTowardsUs,
    String verdict,
    Clamping clamp,
    List<Hop> hops,
    Integer largestSegmentBytes,
    Double rttMs,
    Double elapsedMs,
    Access.Summary access,
    List<FindingDocument> findings,
    Failure error) {

  /** The host that was asked. */
  @Json
  public record Target(String name, String address) {}

  /** Where the MSS option of this host's SYN was rewritten. */
  @Json
  public record Clamping(Integer hop, String address, String before, Integer mss) {}

  /** A router's quote of this host's SYN. */
  @Json
  public record Hop(int hop, String address, Integer mss, boolean complete) {}

  /** What went wrong. */
  @Json
  public record Failure(String code, String message) {}

  /** The document of what was found. */
  public static MssDocument of(MssReportContent content) {
    MssResult result = content.result();
    boolean open = result.status() == MssResult.Status.OPEN;
    List<Hop> hops = new ArrayList<>();
    for (MssResult.Hop hop : result.hops()) {
      hops.add(
          new Hop(hop.hop(), Addresses.text(hop.address()), orNull(hop.mss()), hop.complete()));
    }
    return new MssDocument(
        "mss",
        new Target(content.name(), Addresses.text(content.question().target())),
        content.question().hop().interfaceName(),
        Addresses.text(content.question().hop().source()),
        content.question().port().number(),
        word(result.status()),
        orNull(result.syn().map(Tcp::maximumSegmentSize).orElse(OptionalInt.empty())),
        orNull(result.synAck().map(Tcp::maximumSegmentSize).orElse(OptionalInt.empty())),
        content.pathMss() > 0 ? content.path().orElseThrow().lower() : null,
        open ? content.usable() : null,
        open ? content.effective() : null,
        open ? Math.max(1, content.theirSegments() - content.options()) : null,
        open ? word(content.verdict()) : null,
        result.clamp().map(MssDocument::clamping).orElse(null),
        hops,
        orNull(content.download().map(Download::largest).orElse(OptionalInt.empty())),
        result.roundTrip() >= 0 ? millis(result.roundTrip()) : null,
        millis(content.elapsed()),
        content.seen().summary(),
        FindingDocument.of(content.conclusions()),
        result
            .failure()
            .map(
                failure ->
                    new Failure(
                        "unreachable",
                        Addresses.text(failure.from()) + ": " + failure.error().inWords()))
            .orElse(null));
  }

  private static Clamping clamping(Clamp clamp) {
    return new Clamping(
        clamp.behind().map(MssResult.Hop::hop).orElse(null),
        clamp.behind().map(hop -> Addresses.text(hop.address())).orElse(null),
        Addresses.text(clamp.before().address()),
        orNull(clamp.mss()));
  }

  /** The document of a target that could not be asked. */
  public static FailureDocument error(String name, String code, String message) {
    return FailureDocument.about("mss", name, code, message);
  }
}
