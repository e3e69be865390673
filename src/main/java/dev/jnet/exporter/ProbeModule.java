package dev.jnet.exporter;

import dev.jnet.probe.Via;
import java.time.Duration;
import java.util.List;

/**
 * A way of probing that a scrape names.
 *
 * @param name by which scrapes name it
 * @param kind what it asks
 * @param timeout after which a probe ends
 * @param via the kinds of probes, in the order in which to try them
 * @param count how many packets a ping sends, 1 or more
 * @param interval from one packet of a ping to the next
 */
public record ProbeModule(
    String name, ModuleKind kind, Duration timeout, List<Via> via, int count, Duration interval) {
  /** How long a probe may take where nobody says otherwise. */
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  static final int DEFAULT_COUNT = 5;
  static final Duration DEFAULT_INTERVAL = Duration.ofMillis(200);

  /** Copies the list. */
  public ProbeModule {
    via = List.copyOf(via);
  }

  /** A module with the usual times. */
  static ProbeModule of(String name, ModuleKind kind, Via... via) {
    return new ProbeModule(
        name, kind, DEFAULT_TIMEOUT, List.of(via), DEFAULT_COUNT, DEFAULT_INTERVAL);
  }

  /** This module as it stands in a modules file. */
  String yaml() {
    StringBuilder yaml = new StringBuilder(name + ":\n  prober: " + kind.word() + "\n");
    yaml.append("  timeout: ").append(timeout.toMillis()).append("ms\n");
    yaml.append("  via: ").append(via.toString()).append("\n");
    if (kind == ModuleKind.PING) {
      yaml.append("  count: ").append(count).append("\n");
      yaml.append("  interval: ").append(interval.toMillis()).append("ms\n");
    }
    return yaml.toString();
  }
}
