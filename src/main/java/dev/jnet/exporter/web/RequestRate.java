package dev.jnet.exporter.web;

import dev.jnet.console.CommandException;
import dev.jnet.exporter.YamlSection;
import dev.jnet.probe.Pace;
import dev.jnet.unit.Nanos;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How often the pages may be asked for, by all clients together: {@code rate_limit}.
 *
 * @param interval from one request to the next, on average
 * @param burst how many requests may come at once, 1 or more
 */
record RequestRate(Duration interval, int burst) {
  private static final int MAX_BURST = 1_000_000;

  /** Reads the section; empty where there is no limit. */
  static Optional<RequestRate> of(YamlSection root) throws CommandException {
    YamlSection rate = root.section("rate_limit", Set.of("interval", "burst"));
    List<Integer> burst = rate.numbers("burst", 0, MAX_BURST);
    Object interval = rate.settings().get("interval");
    if (interval == null || interval.equals(0) || interval.equals("0s")) {
      return Optional.empty();
    }
    if (burst.size() != 1 || burst.get(0) < 1) {
      throw rate.mistake("burst", "must be a number of requests, 1 or more");
    }
    return Optional.of(new RequestRate(rate.time("interval"), burst.get(0)));
  }

  /** A limit that nothing has been counted for. */
  Pace pace() {
    return Pace.of((double) Nanos.SECOND / interval.toNanos(), burst);
  }
}
