package dev.jnet.report.mesh;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.mesh.Direction;
import dev.jnet.mesh.FlowResult;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Suspect;
import dev.jnet.mesh.Symptom;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;

/** A round as one JSON document. Fields without a value are left out. */
@Json
public record MeshDocument(
    String command,
    String mode,
    List<Site> members,
    List<Pair> pairs,
    List<Blamed> suspects,
    List<Unexplained> unexplained) {
  /** A member. */
  @Json
  public record Site(
      String name, List<String> addresses, int mtu, long droppedMessages, Long uncaptured) {}

  /** One direction of a pair. */
  @Json
  public record Pair(
      String from,
      String to,
      int family,
      Integer pathMtu,
      String confidence,
      Double lossPercent,
      Double rttMs,
      List<String> findings,
      List<Stream> flows,
      Failure error) {}

  /** One flow of packets. */
  @Json
  public record Stream(
      int flow,
      Integer pathMtu,
      Integer lostBytes,
      Integer triesInVain,
      String reportedBy,
      Long claimedMtu,
      int sent,
      int received,
      int reordered,
      int inPieces,
      Integer dscp,
      Integer ecnBits,
      List<Router> routers) {}

  /** A router on the way; without an address where it did not answer. */
  @Json
  public record Router(String address, String name) {}

  /** Why nothing was measured. */
  @Json
  public record Failure(String code, String message) {}

  /** One direction of a link. */
  @Json
  public record Link(String from, String to) {}

  /**
   * A link that explains broken pairs; several where the traces cannot tell them apart, or with the
   * router that they have in common. It breaks some flows only where other flows pass it without
   * the finding.
   */
  @Json
  public record Blamed(
      String kind,
      Integer pathMtu,
      String router,
      List<Link> links,
      int explained,
      int broken,
      List<Link> brokenPairs,
      Boolean forSomeFlows) {}

  /** Pairs with a finding that no link explains. */
  @Json
  public record Unexplained(String kind, Integer pathMtu, List<Link> brokenPairs) {}

  /** The document of a round. */
  public static MeshDocument of(MeshReportContent content) {
    return new MeshDocument(
        "mesh",
        "matrix",
        content.members().stream().map(MeshDocument::site).toList(),
        content.results().stream().map(each -> pair(content.names(), each)).toList(),
        content.blame().suspects().stream().map(each -> blamed(content, each)).toList(),
        content.blame().unexplained().entrySet().stream()
            .map(each -> unexplained(each.getKey(), each.getValue()))
            .toList());
  }

  /** The document of who takes part. */
  public static MeshDocument ofMembers(List<Member> members) {
    List<Site> sites = members.stream().map(MeshDocument::site).toList();
    return new MeshDocument("mesh", "list", sites, null, null, null);
  }

  private static Site site(Member member) {
    return new Site(
        member.name(),
        member.addresses().stream().map(Member.Address::address).toList(),
        member.mtu(),
        member.dropped(),
        member.lost() == 0 ? null : Long.valueOf(member.lost()));
  }

  /** One direction, whose routers have no names. */
  static Pair pair(PairResult result) {
    return pair(Map.of(), result);
  }

  private static Pair pair(Map<String, String> names, PairResult result) {
    boolean measured = result.isMeasured();
    FlowResult narrowest = result.narrowest().orElse(null);
    return new Pair(
        result.from(),
        result.to(),
        result.family(),
        measured && narrowest != null ? narrowest.pathMtu() : null,
        measured && narrowest != null ? confidence(narrowest) : null,
        measured ? result.lossPercent() : null,
        result.rttNanos() == null ? null : millis(result.rttNanos()),
        MeshReportContent.symptoms(result).stream().map(each -> word(each.kind())).toList(),
        result.flows().stream().map(each -> stream(names, each)).toList(),
        measured ? null : new Failure("not-measured", result.refused()));
  }

  /**
   * A size that never arrived is lost in many tries, or all sizes up to the sender's MTU arrive.
   */
  private static String confidence(FlowResult flow) {
    boolean next = flow.lostSize() == null || flow.lostSize() == flow.pathMtu() + 1;
    return next ? "confirmed" : "at-least";
  }

  private static Stream stream(Map<String, String> names, FlowResult flow) {
    Integer trafficClass = flow.trafficClass();
    return new Stream(
        flow.flow(),
        flow.pathMtu(),
        flow.lostSize(),
        flow.lostSize() == null ? null : flow.triesInVain(),
        flow.reportedBy(),
        flow.reportedMtu(),
        flow.sent(),
        flow.arrived(),
        flow.reordered(),
        flow.split(),
        trafficClass == null ? null : trafficClass >> 2,
        trafficClass == null ? null : trafficClass & 3,
        flow.path().stream().map(each -> router(names, each)).toList());
  }

  private static Router router(Map<String, String> names, String address) {
    return address.isEmpty() ? new Router(null, null) : new Router(address, names.get(address));
  }

  private static Blamed blamed(MeshReportContent content, Suspect suspect) {
    return new Blamed(
        word(suspect.symptom().kind()),
        bytes(suspect.symptom()),
        suspect.router() == null ? null : content.name(suspect.router()),
        suspect.links().stream()
            .map(each -> new Link(content.name(each.from()), content.name(each.to())))
            .toList(),
        suspect.explained().size(),
        suspect.broken(),
        links(suspect.explained()),
        suspect.someFlows() ? Boolean.TRUE : null);
  }

  private static Unexplained unexplained(Symptom symptom, List<Direction> pairs) {
    return new Unexplained(word(symptom.kind()), bytes(symptom), links(pairs));
  }

  private static Integer bytes(Symptom symptom) {
    return symptom.isAboutSizes() ? symptom.bytes() : null;
  }

  private static List<Link> links(List<Direction> pairs) {
    return pairs.stream().map(each -> new Link(each.from(), each.to())).toList();
  }
}
