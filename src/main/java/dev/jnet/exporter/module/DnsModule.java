package dev.jnet.exporter.module;

import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.exporter.DnsSettings;
import dev.jnet.exporter.ModuleQuestion;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeOrder;
import dev.jnet.exporter.TargetState;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.probe.Via;
import dev.jnet.report.Metrics;
import dev.jnet.unit.Port;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.walk.dns.DnsMessage;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.dns.LookupQuestion;
import dev.jnet.walk.dns.NameLookup;
import dev.jnet.wire.Addresses;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the target, a name server, for the addresses of a name. */
final class DnsModule implements ModuleQuestion {
  private static final double NANOS = 1e9;

  private Optional<Network> network = Optional.empty();
  private Ports.PortSet ports;

  @Override
  public OpenedTarget open(ProbeOrder order, Network on, TargetState state) throws IOException {
    if (!on.access().isWhole()) {
      throw UnprivilegedProbes.notPermitted("ask name servers by packets of its own");
    }
    if (network.isEmpty() || network.get() != on) {
      ports = on.ports().several(0);
      network = Optional.of(on);
    }
    Port local = new Port(ports.udp(order.address()));
    NetworkPath path = ProbePaths.open(on, order.address(), Via.udp(new Port(NameLookup.PORT)));
    long seed = on.seed();
    DnsSettings settings = order.module().dns();
    return new OpenedTarget(
        path,
        known ->
            new TargetQuestion<>(
                new NameLookup(
                    new LookupQuestion(
                        settings.name(),
                        settings.versions(),
                        order.address(),
                        known.hop(),
                        local,
                        Math.max(1, order.remaining()),
                        seed)),
                order.remaining(),
                (lookup, tally, elapsed) -> answer(lookup)));
  }

  private static ProbeAnswer answer(Lookup lookup) {
    boolean answered = lookup.queries().stream().allMatch(query -> query.answer().isPresent());
    boolean success =
        lookup.queries().stream()
            .allMatch(
                query -> query.answer().map(DnsMessage::rcode).orElse(-1) == DnsMessage.NOERROR);
    double records =
        lookup.queries().stream()
            .flatMap(query -> query.answer().stream())
            .mapToInt(answer -> answer.answers().size())
            .sum();
    List<MetricSnapshot> metrics =
        List.of(
            Metrics.gauge(
                "probe_dns_query_succeeded",
                "Displays whether or not the query was executed successfully.",
                answered),
            Metrics.gauge(
                "probe_dns_answer_rrs",
                "Returns number of entries in the answer resource record list.",
                records),
            Metrics.gauges(
                "probe_dns_duration_seconds",
                "Duration of DNS request by phase.",
                Map.of(Labels.of("phase", "request"), took(lookup) / NANOS)));
    return new ProbeAnswer(success, metrics, style -> text(lookup));
  }

  /** From the first query to the last answer, in ns. */
  private static long took(Lookup lookup) {
    long first =
        lookup.queries().stream()
            .flatMap(query -> query.sent().stream())
            .mapToLong(Passage::at)
            .min()
            .orElse(0);
    long last =
        lookup.queries().stream()
            .flatMap(query -> query.answered().stream())
            .mapToLong(Passage::at)
            .max()
            .orElse(first);
    return Math.max(0, last - first);
  }

  private static String text(Lookup lookup) {
    StringBuilder text = new StringBuilder();
    for (Lookup.Query query : lookup.queries()) {
      text.append(Addresses.text(lookup.server()))
          .append(" was asked for ")
          .append(query.type())
          .append(" records of ")
          .append(lookup.name())
          .append(": ")
          .append(query.answer().map(DnsMessage::rcodeName).orElse("no answer"))
          .append("\n");
      query
          .answer()
          .map(DnsMessage::answers)
          .orElse(List.of())
          .forEach(
              record ->
                  text.append("  ")
                      .append(record.owner())
                      .append(" ")
                      .append(record.type())
                      .append(" ")
                      .append(record.value())
                      .append(", valid for ")
                      .append(record.ttl())
                      .append(" s\n"));
    }
    lookup.refusal().ifPresent(why -> text.append(why).append("\n"));
    return text.toString();
  }
}
