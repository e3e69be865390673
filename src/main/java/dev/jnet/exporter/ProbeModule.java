package dev.jnet.exporter;

import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import java.time.Duration;
import java.util.List;

/**
 * A way of probing that a scrape names.
 *
 * @param name by which scrapes name it
 * @param kind what it asks
 * @param timeout after which a probe ends
 * @param via the kinds of probes, in the order in which to try them; a port of the target takes the
 *     place of the one here
 * @param packets how many packets a ping sends, 1 or more
 * @param interval from one packet of a ping to the next
 * @param flows how many flows a trace sends, 1 to 64
 * @param http how a page is fetched
 * @param dns what a name server is asked
 */
public record ProbeModule(
    String name,
    ModuleKind kind,
    Duration timeout,
    List<Via> via,
    int packets,
    Duration interval,
    int flows,
    HttpSettings http,
    DnsSettings dns) {
  /** How long a probe may take unless a scrape or the modules file says otherwise. */
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  static final int DEFAULT_PACKETS = 5;
  static final Duration DEFAULT_INTERVAL = Duration.ofMillis(200);
  static final int DEFAULT_FLOWS = 4;

  private static final Port HTTPS = new Port(443);

  /** Copies the list. */
  public ProbeModule {
    via = List.copyOf(via);
  }

  /** A module with the usual settings of its kind. */
  static ProbeModule of(String name, ModuleKind kind) {
    return new ProbeModule(
        name,
        kind,
        DEFAULT_TIMEOUT,
        List.of(kind == ModuleKind.MSS || kind == ModuleKind.HANDSHAKE ? Via.tcp(HTTPS) : Via.ICMP),
        DEFAULT_PACKETS,
        DEFAULT_INTERVAL,
        DEFAULT_FLOWS,
        HttpSettings.DEFAULT,
        DnsSettings.DEFAULT);
  }

  /** This module with other kinds of probes. */
  ProbeModule by(Via... kinds) {
    return new ProbeModule(
        name, kind, timeout, List.of(kinds), packets, interval, flows, http, dns);
  }

  /** The kinds of probes to a target; those by TCP go to the port that it names. */
  List<Via> via(ProbeTarget target) {
    return via.stream()
        .map(
            each ->
                each.kind() == Via.Kind.TCP && target.port().isPresent()
                    ? Via.tcp(new Port(target.port().getAsInt()))
                    : each)
        .toList();
  }

  /** This module as it stands in a modules file. */
  public String yaml() {
    StringBuilder yaml = new StringBuilder(name + ":\n  prober: " + kind.word() + "\n");
    yaml.append("  timeout: ").append(timeout.toMillis()).append("ms\n");
    boolean takesVia =
        switch (kind) {
          case MTU, PING, MSS, HANDSHAKE, TRACE -> true;
          case ARP, DNS, HTTP, DOCTOR -> false;
        };
    if (takesVia) {
      yaml.append("  via: ").append(via).append("\n");
    }
    if (kind == ModuleKind.PING) {
      yaml.append("  packets: ").append(packets).append("\n");
      yaml.append("  interval: ").append(interval.toMillis()).append("ms\n");
    }
    if (kind == ModuleKind.TRACE) {
      yaml.append("  flows: ").append(flows).append("\n");
    }
    if (kind == ModuleKind.HTTP) {
      yaml.append(http.yaml());
    }
    if (kind == ModuleKind.DNS) {
      yaml.append(dns.yaml());
    }
    return yaml.toString();
  }
}
