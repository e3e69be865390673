package dev.jnet.report.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of all commands. Names and order of columns are a promise to scripts: a new one is
 * added at the end.
 */
public final class Tables {
  private static final String CLAIMS =
      """
      target=target.name address=target.address status mac=1:mac vendor=1:vendor how=1:how
      interface elapsed_ms=elapsedMs error=error.message
      """;

  private static final List<Table> ALL =
      List.of(
          Table.of(
              "mtu",
              "flows",
              """
              target=target.name address=target.address status path_mtu=1:pathMtu|pathMtu
              confidence lower_bytes=1:lowerBytes|lowerBytes upper_bytes=1:upperBytes|upperBytes
              black_hole=blackHole bottleneck_hop=1:bottleneck.hop|bottleneck.hop
              bottleneck=1:bottleneck.address|bottleneck.address mss data_per_segment=dataPerSegment
              via local_port=1:localPort interface source rtt_ms=rttMs sent elapsed_ms=elapsedMs
              error=error.message
              """),
          Table.of(
              "mss",
              "",
              """
              target=target.name address=target.address port status our_mss=ourMss
              their_mss=theirMss path_mtu=pathMtu mss data_per_segment=dataPerSegment verdict
              clamp_hop=clamp.hop clamp=clamp.address clamp_mss=clamp.mss interface source
              rtt_ms=rttMs elapsed_ms=elapsedMs error=error.message
              """),
          Table.of(
              "ping",
              "",
              """
              target=target.name address=target.address event sequence from bytes=payloadBytes
              hop_limit=hopLimit rtt_ms=rttMs marks sent received loss_percent=lossPercent
              min_ms=rtt.minMs avg_ms=rtt.avgMs max_ms=rtt.maxMs mdev_ms=rtt.mdevMs p50_ms=rtt.p50Ms
              p95_ms=rtt.p95Ms p99_ms=rtt.p99Ms jitter_ms=rtt.jitterMs
              interface source elapsed_ms=elapsedMs error=error.message
              """),
          Table.of(
              "trace",
              "hops/answers",
              """
              target=target.name ttl=1:hop address=2:address name=2:name rtt_ms=2:rttMs
              sent=1:sent received=1:received loss=1:lossKind mtu=1:pathMtu
              mtu_confirmed=1:pathMtuConfirmed reply_ttl=2:hopLimit kind=2:kind flow=flows.flow
              error=error.message
              """),
          Table.of(
              "trace watch",
              "hops",
              """
              target=target.name rounds ttl=1:hop addresses=1:addresses names=1:names sent=1:sent
              received=1:received loss_percent=1:lossPercent last_ms=1:lastMs best_ms=1:bestMs
              mean_ms=1:meanMs worst_ms=1:worstMs deviation_ms=1:deviationMs error=error.message
              """),
          Table.of(
              "handshake",
              "",
              """
              target=target.name address=target.address port status client rtt_ms=rttMs
              our_mss=ourMss their_mss=theirMss mss data_per_segment=dataPerSegment interface source
              elapsed_ms=elapsedMs error=error.message
              """),
          Table.of(
              "walk",
              "legs",
              """
              url=1:url|url status host=1:name.host address=1:connection.address
              port=1:connection.port http_status=1:http.statusCode body_bytes=1:http.bodyBytes
              dns_ms=1:times.dnsMs neighbor_ms=1:times.neighborMs connect_ms=1:times.connectMs
              tls_ms=1:times.tlsMs first_byte_ms=1:times.firstByteMs
              transfer_ms=1:times.transferMs stalled_ms=1:times.stalledMs close_ms=1:times.closeMs
              total_ms=1:times.totalMs wire_bytes=1:cost.wireBytes
              overhead_percent=1:cost.overheadPercent error=error.message
              """),
          Table.of(
              "arp resolve",
              "answers",
              """
              target=target.name address=target.address status mac=1:mac|mac vendor=1:vendor|vendor
              question=1:questionNumber rtt_ms=1:rttMs unicast=1:unicast interface next_hop=nextHop
              on_link=onLink elapsed_ms=elapsedMs error=error.message
              """),
          Table.of(
              "arp scan",
              "",
              "address mac vendor rtt_ms=rttMs duplicate proxy error=error.message",
              "done"),
          Table.of(
              "arp watch",
              "",
              "at_ms=atMs event address mac vendor before interface told error=error.message"),
          Table.of("arp probe", "claims", CLAIMS),
          Table.of("arp announce", "claims", CLAIMS),
          Table.of(
              "arp reverse",
              "answers",
              """
              mac vendor status address=1:address|address server=1:server server_mac=1:serverMac
              rtt_ms=1:rttMs interface error=error.message
              """),
          Table.of(
              "interfaces",
              "interfaces",
              """
              name=1:name index=1:index state=1:state link_type=1:linkType mtu=1:mtu
              ipv6_mtu=1:ipv6Mtu mac=1:mac addresses=1:addresses.address
              ipv4_ping_bytes=1:ipv4.pingPayloadBytes ipv4_udp_bytes=1:ipv4.udpPayloadBytes
              ipv4_mss=1:ipv4.mss ipv6_ping_bytes=1:ipv6.pingPayloadBytes
              ipv6_udp_bytes=1:ipv6.udpPayloadBytes ipv6_mss=1:ipv6.mss
              """),
          Table.of(
              "doctor",
              "steps",
              """
              target=target.name verdict step=1:step address=1:address result=1:result
              elapsed_ms=1:elapsedMs text=1:text error=error.message
              """),
          Table.of(
              "read",
              "conversations",
              """
              file verdict flow=1:flow client=1:client.address client_port=1:client.port
              server=1:server.address server_port=1:server.port frames=1:frames bytes=1:bytes
              handshake_ms=1:handshakeMs client_mss=1:client.mss server_mss=1:server.mss
              client_data_bytes=1:client.dataBytes server_data_bytes=1:server.dataBytes
              client_retransmissions=1:client.retransmissions
              server_retransmissions=1:server.retransmissions closed=1:closed causes=1:causes.code
              error=error.message
              """),
          Table.of(
              "mesh matrix",
              "pairs",
              """
              from=1:from to=1:to family=1:family path_mtu=1:pathMtu loss_percent=1:lossPercent
              rtt_ms=1:rttMs reordered=1:flows.reordered.sum() findings=1:findings
              error=1:error.message|error.message
              """),
          Table.of(
              "mesh history",
              "results",
              """
              measured_at=1:measuredAt from=1:pair.from to=1:pair.to family=1:pair.family
              path_mtu=1:pair.pathMtu loss_percent=1:pair.lossPercent rtt_ms=1:pair.rttMs
              reordered=1:pair.flows.reordered.sum() findings=1:pair.findings
              error=1:pair.error.message|error.message
              """),
          Table.of(
              "mesh list",
              "members",
              "name=1:name addresses=1:addresses mtu=1:mtu dropped_messages=1:droppedMessages"),
          Table.of("lab", "labs", "name=1:name title=1:title"));

  private Tables() {}

  /** All tables. */
  public static List<Table> all() {
    return ALL;
  }

  /** The table of a document. One about a failure may say less, and is of the command's first. */
  static Optional<Table> of(Map<String, Object> document) {
    Optional<Table> exact = ALL.stream().filter(each -> each.holds(document)).findFirst();
    return exact.isPresent()
        ? exact
        : ALL.stream().filter(each -> each.command().equals(document.get("command"))).findFirst();
  }
}
