package dev.jnet.report.trace;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.orNull;
import static dev.jnet.report.JsonValues.percent;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.finding.Staircase;
import dev.jnet.mtu.MtuResult;
import dev.jnet.report.Access;
import dev.jnet.report.FailureDocument;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.trace.Change;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.trace.TraceResult;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpExtension;
import dev.jnet.wire.IcmpExtension.InterfaceInformation;
import dev.jnet.wire.IcmpExtension.LabelStack;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The path to a target as one JSON document. Sizes are in bytes, times in ms; what is not known is
 * left out.
 */
@Json
public record TraceDocument(
    String command,
    Target target,
    @Json.Property("interface") String interfaceName,
    String source,
    String status,
    String via,
    Integer probeBytes,
    List<HopDocument> hops,
    Integer silentFromHop,
    Integer pathMtu,
    String confidence,
    List<BranchDocument> flows,
    List<FindingDocument> findings,
    Integer pendingNames,
    Integer sent,
    Double elapsedMs,
    Access.Summary access,
    Failure error) {
  /** The host that was asked. */
  @Json
  public record Target(String name, String address) {}

  /** The answers to the probes with one TTL. */
  @Json
  public record HopDocument(
      int hop,
      List<AnswerDocument> answers,
      int sent,
      int received,
      double lossPercent,
      String lossKind,
      Integer pathMtu,
      Boolean pathMtuConfirmed) {}

  /** One answer to a probe. */
  @Json
  public record AnswerDocument(
      String address,
      String name,
      double rttMs,
      String kind,
      String message,
      int hopLimit,
      int hopsBack,
      List<ChangeDocument> changes,
      List<LabelDocument> mpls,
      List<InterfaceDocument> interfaces) {}

  /**
   * A field that the path changed; {@code source} is the quoted source address where that was
   * translated.
   */
  @Json
  public record ChangeDocument(String field, Long sent, Long quoted, String source) {}

  /** An MPLS label (RFC 4950). */
  @Json
  public record LabelDocument(int label, int trafficClass, boolean bottom, int ttl) {}

  /** An interface of the router (RFC 5837). */
  @Json
  public record InterfaceDocument(String role, Long index, String address, String name, Long mtu) {}

  /**
   * The path of one flow: for each TTL an address, or null for a silent hop, and the MTU of the
   * path up to there.
   */
  @Json
  public record BranchDocument(
      int flow, List<String> hops, List<Integer> pathMtus, Integer pathMtu, String confidence) {}

  /** What went wrong. */
  @Json
  public record Failure(String code, String message) {}

  /** The document of a finished trace. */
  public static TraceDocument of(TraceReportContent content) {
    return of(content, hops(content, 0, content.result().hops()), flows(content));
  }

  /** The documents of a finished trace, one for each flow with all answers on its path. */
  public static List<TraceDocument> ofFlows(TraceReportContent content) {
    List<TraceDocument> documents = new ArrayList<>();
    for (TraceResult.Branch branch : content.flows()) {
      documents.add(
          of(content, hops(content, branch.flow(), branch.hops()), List.of(flow(branch, content))));
    }
    return documents;
  }

  private static TraceDocument of(
      TraceReportContent content, List<HopDocument> hops, List<BranchDocument> flows) {
    TraceResult result = content.result();
    return new TraceDocument(
        "trace",
        new Target(content.name(), Addresses.text(content.target())),
        content.hop().interfaceName(),
        Addresses.text(content.hop().source()),
        word(result.status()),
        result.via().toString(),
        result.length(),
        hops,
        result.silentFrom().isPresent() ? result.silentFrom().getAsInt() : null,
        content.mtu().filter(mtu -> mtu.known()).map(mtu -> mtu.lower()).orElse(null),
        content.mtu().map(mtu -> word(mtu.confidence())).orElse(null),
        flows,
        FindingDocument.of(content.conclusions()),
        content.names().pending() > 0 ? content.names().pending() : null,
        content.tally().sent(),
        millis(content.elapsed()),
        content.seen().summary(),
        null);
  }

  /** The document of a target that could not be traced. */
  public static FailureDocument error(String name, String code, String message) {
    return FailureDocument.about("trace", name, code, message);
  }

  private static List<HopDocument> hops(TraceReportContent content, int flow, List<Hop> of) {
    Optional<Staircase> staircase = content.staircase(flow);
    List<HopDocument> hops = new ArrayList<>();
    for (Hop hop : of) {
      List<AnswerDocument> answers = new ArrayList<>();
      for (HopAnswer answer : hop.answers()) {
        answers.add(answer(answer, content));
      }
      Optional<Staircase.Step> step = staircase.map(stairs -> stairs.at(hop.ttl()));
      hops.add(
          new HopDocument(
              hop.ttl(),
              answers,
              hop.sent(),
              answers.size(),
              percent(hop.missing()),
              word(hop.loss()),
              step.map(Staircase.Step::mtu).orElse(null),
              step.map(Staircase.Step::confirmed).orElse(null)));
    }
    return hops;
  }

  private static AnswerDocument answer(HopAnswer answer, TraceReportContent content) {
    List<ChangeDocument> changes = new ArrayList<>();
    for (Change change : answer.changes()) {
      boolean numbers = change.source().isEmpty();
      changes.add(
          new ChangeDocument(
              word(change.field()),
              numbers ? change.sent() : null,
              numbers && change.quoted() >= 0 ? change.quoted() : null,
              change.source().map(Addresses::text).orElse(null)));
    }
    List<LabelDocument> labels = new ArrayList<>();
    List<InterfaceDocument> interfaces = new ArrayList<>();
    for (IcmpExtension extension : answer.extensions()) {
      if (extension instanceof LabelStack stack) {
        for (LabelStack.Label label : stack.labels()) {
          labels.add(
              new LabelDocument(label.value(), label.trafficClass(), label.bottom(), label.ttl()));
        }
      } else if (extension instanceof InterfaceInformation each) {
        interfaces.add(
            new InterfaceDocument(
                word(each.role()),
                orNull(each.index()),
                each.address().map(Addresses::text).orElse(null),
                each.name().orElse(null),
                orNull(each.mtu())));
      }
    }
    return new AnswerDocument(
        Addresses.text(answer.from()),
        content.names().of(answer.from()),
        millis(answer.roundTrip()),
        word(answer.kind()),
        answer.words(),
        answer.hopLimit(),
        answer.routersBack() + 1,
        changes,
        labels,
        interfaces);
  }

  private static List<BranchDocument> flows(TraceReportContent content) {
    List<BranchDocument> flows = new ArrayList<>();
    content.result().branches().forEach(branch -> flows.add(flow(branch, content)));
    return flows.isEmpty() ? null : flows;
  }

  private static BranchDocument flow(TraceResult.Branch branch, TraceReportContent content) {
    List<String> hops = new ArrayList<>();
    List<Integer> mtus = new ArrayList<>();
    Optional<Staircase> staircase = content.staircase(branch.flow());
    for (Hop hop : branch.hops()) {
      hops.add(hop.address().map(Addresses::text).orElse(null));
      staircase.ifPresent(stairs -> mtus.add(stairs.at(hop.ttl()).mtu()));
    }
    Optional<MtuResult> mtu =
        staircase.isPresent() ? Optional.of(content.mtus().get(branch.flow())) : Optional.empty();
    return new BranchDocument(
        branch.flow(),
        hops,
        staircase.isPresent() ? mtus : null,
        mtu.filter(MtuResult::known).map(MtuResult::lower).orElse(null),
        mtu.map(found -> word(found.confidence())).orElse(null));
  }
}
