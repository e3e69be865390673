package dev.jnet.report.kernel;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.host.KernelTcp;
import dev.jnet.host.KernelTcp.Facts;
import dev.jnet.report.Access;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A connection that the kernel made, as JSON, one document for each port. {@code handshake} and
 * {@code mss} print it when jnet may not make connections itself. Sizes are in bytes, times in ms.
 * Fields without a value are left out.
 *
 * @param options the options that both SYNs agreed on
 * @param pathMtu the path MTU, if it was searched for and found
 * @param kernelMtu the path MTU as the kernel knows it
 */
@Json
public record KernelTcpDocument(
    String command,
    Target target,
    @Json.Property("interface") String interfaceName,
    String source,
    Integer port,
    String status,
    String client,
    Double rttMs,
    Integer ourMss,
    Integer theirMss,
    Integer mss,
    Integer dataPerSegment,
    Integer pathMtu,
    Integer kernelMtu,
    String verdict,
    Options options,
    String reply,
    List<String> notes,
    Double elapsedMs,
    Access.Summary access,
    Failure error) {

  /** What both SYNs agreed on; the shifts of windows are left out where they are not scaled. */
  @Json
  public record Options(
      boolean timestamps,
      boolean sackPermitted,
      boolean ecn,
      Integer ourWindowScale,
      Integer theirWindowScale) {}

  /** The host that was asked. */
  @Json
  public record Target(String name, String address) {}

  /** What went wrong. */
  @Json
  public record Failure(String code, String message) {}

  /** The documents of finished attempts, one for each port. */
  public static List<KernelTcpDocument> of(KernelTcpReportContent content) {
    List<KernelTcpDocument> documents = new ArrayList<>();
    for (KernelTcp each : content.connections()) {
      documents.add(of(content, each));
    }
    return documents;
  }

  private static KernelTcpDocument of(KernelTcpReportContent content, KernelTcp connection) {
    Facts facts = connection.facts().orElse(null);
    boolean searched = facts != null && content.path().isPresent();
    return new KernelTcpDocument(
        content.command(),
        new Target(content.name(), Addresses.text(content.target())),
        content.hop().interfaceName(),
        Addresses.text(content.hop().source()),
        connection.port(),
        connection.status().word(),
        "kernel",
        facts == null ? null : millis(facts.roundTrip()),
        facts == null ? null : facts.ourMss(),
        facts == null ? null : content.theirMss(facts).orElse(null),
        facts == null ? null : KernelTcpReportContent.segment(facts),
        facts == null ? null : facts.segment(),
        searched && content.path().get().known() ? content.path().get().lower() : null,
        facts == null ? null : facts.pathMtu(),
        searched ? word(content.verdict()) : null,
        facts == null ? null : options(facts),
        connection.reply().length > 0
            ? Base64.getEncoder().encodeToString(connection.reply())
            : null,
        connection.endless() ? List.of("reply-endless") : null,
        millis(content.elapsed()),
        Access.KERNEL_TCP.summary(),
        facts == null
            ? new Failure(connection.status().word(), KernelTcpReportContent.why(connection))
            : null);
  }

  private static Options options(Facts facts) {
    boolean scaled = facts.ourShift() >= 0;
    return new Options(
        facts.timestamps(),
        facts.selective(),
        facts.congestionNotification(),
        scaled ? facts.ourShift() : null,
        scaled ? facts.theirShift() : null);
  }
}
