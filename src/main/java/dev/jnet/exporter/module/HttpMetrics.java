package dev.jnet.exporter.module;

import dev.jnet.finding.ApplicationConclusions;
import dev.jnet.finding.Finding;
import dev.jnet.report.Metrics;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Split;
import dev.jnet.walk.Walk;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a walk tells, by the names of blackbox_exporter. */
final class HttpMetrics {
  private static final double NANOS = 1e9;

  private HttpMetrics() {}

  static List<MetricSnapshot> of(Walk walk) {
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(durations(walk));
    all.add(
        Metrics.gauge(
            "probe_http_redirects",
            "The number of redirects.",
            Math.max(0, walk.legs().size() - 1)));
    Optional<Leg> last = walk.last();
    all.add(
        Metrics.gauge(
            "probe_http_ssl",
            "Indicates if SSL was used for the final redirect.",
            last.flatMap(Leg::tls).isPresent()));
    last.flatMap(Leg::page).filter(page -> page.status() > 0).ifPresent(page -> page(page, all));
    last.flatMap(Leg::tls).ifPresent(tls -> tls(tls, all));
    all.add(FindingMetrics.of(last.map(HttpMetrics::findings).orElse(List.of())));
    return all;
  }

  private static List<Finding> findings(Leg leg) {
    return leg.conversed().isPresent() ? ApplicationConclusions.of(leg, Long.MAX_VALUE) : List.of();
  }

  private static void page(Page page, List<MetricSnapshot> all) {
    all.add(
        Metrics.gauge(
            "probe_http_status_code", "Response HTTP status code.", (double) page.status()));
    all.add(
        Metrics.gauge(
            "probe_http_content_length",
            "Length of http content response.",
            (double) page.announced()));
    all.add(
        Metrics.gauge(
            "probe_http_uncompressed_body_length",
            "Length of uncompressed response body.",
            (double) page.body()));
    if (page.statusLine().startsWith("HTTP/1.")) {
      all.add(
          Metrics.gauge(
              "probe_http_version",
              "Returns the version of HTTP of the probe response.",
              page.statusLine().startsWith("HTTP/1.0") ? 1.0 : 1.1));
    }
  }

  private static void tls(TlsSession tls, List<MetricSnapshot> all) {
    tls.certificates().stream()
        .mapToLong(TlsSession.Certificate::notAfter)
        .min()
        .ifPresent(
            earliest ->
                all.add(
                    Metrics.gauge(
                        "probe_ssl_earliest_cert_expiry",
                        "The earliest expiry of a certificate in the chain, in seconds since 1970.",
                        (double) earliest)));
    if (!tls.version().isEmpty()) {
      all.add(
          Metrics.gauges(
              "probe_tls_version_info",
              "The TLS version that was used; always 1.",
              Map.of(Labels.of("version", tls.version().replace("TLSv", "TLS ")), 1.0)));
    }
  }

  /** How long each part took, of all legs together. */
  private static MetricSnapshot durations(Walk walk) {
    Map<Labels, Double> phases = new LinkedHashMap<>();
    for (Leg leg : walk.legs()) {
      Split split = leg.split();
      add(phases, "resolve", split.dns());
      add(phases, "connect", split.neighbor() + split.connect());
      add(phases, "tls", split.tls());
      add(phases, "processing", split.firstByte());
      add(phases, "transfer", split.transfer() + split.stalled());
    }
    return Metrics.gauges(
        "probe_http_duration_seconds",
        "Duration of http request by phase, summed over all redirects.",
        phases);
  }

  private static void add(Map<Labels, Double> phases, String phase, long nanos) {
    phases.merge(Labels.of("phase", phase), nanos / NANOS, Double::sum);
  }
}
