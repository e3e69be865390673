package dev.jnet.exporter;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a scrape asks for, by the contract of Prometheus' blackbox_exporter.
 *
 * @param module how to probe
 * @param target whom: a host, or for some modules a host and a port
 * @param timeout how long the probe may take
 * @param debug whether to answer with the report in words, too
 */
public record ProbeRequest(ProbeModule module, String target, Duration timeout, boolean debug) {
  /** The header with which Prometheus says how long it waits, in seconds. */
  public static final String TIMEOUT_HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

  /** How much earlier than Prometheus a probe gives up, so that its answer still arrives. */
  private static final double OFFSET = 0.5;

  /** Where Prometheus does not say how long it waits, in seconds. */
  private static final double UNLIMITED = 120;

  private static final int BAD_REQUEST = 400;
  private static final int MAX_TARGET = 1024;
  private static final String DEFAULT_MODULE = "mtu";

  /**
   * Reads a request.
   *
   * @param query the part of the URL behind the question mark, as it was sent; empty for none
   * @param header the value of {@link #TIMEOUT_HEADER}
   * @throws RefusedException when it names no target or no module that there is
   */
  public static ProbeRequest parse(String query, Optional<String> header, ProbeModules modules)
      throws RefusedException {
    Map<String, String> parameters = parameters(query);
    String named = parameters.getOrDefault("module", "");
    String name = named.isEmpty() ? DEFAULT_MODULE : named;
    ProbeModule module =
        modules
            .named(name)
            .orElseThrow(
                () -> new RefusedException(BAD_REQUEST, "Unknown module \"" + plain(name) + "\""));
    String target = parameters.getOrDefault("target", "");
    if (target.isEmpty()) {
      throw new RefusedException(BAD_REQUEST, "Target parameter is missing");
    }
    if (target.length() > MAX_TARGET || !target.equals(plain(target))) {
      throw new RefusedException(
          BAD_REQUEST,
          "Target parameter: write a host or HOST:PORT, in at most "
              + MAX_TARGET
              + " printable characters without blanks");
    }
    boolean debug = parameters.getOrDefault("debug", "").equals("true");
    return new ProbeRequest(module, target, timeout(header, module), debug);
  }

  /** The printable ASCII characters of a text. */
  private static String plain(String text) {
    return text.substring(0, Math.min(text.length(), MAX_TARGET)).replaceAll("[^!-~]", "?");
  }

  /** The first value of each parameter. */
  private static Map<String, String> parameters(String query) throws RefusedException {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.putIfAbsent(
          decoded(equals < 0 ? pair : pair.substring(0, equals)), decoded(value));
    }
    return parameters;
  }

  private static String decoded(String text) throws RefusedException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(BAD_REQUEST, "The query is not URL-encoded: " + e.getMessage());
    }
  }

  /** The smaller of the module's time and of what Prometheus leaves. */
  private static Duration timeout(Optional<String> header, ProbeModule module)
      throws RefusedException {
    double seconds = UNLIMITED;
    if (header.isPresent()) {
      try {
        seconds = Double.parseDouble(header.get());
      } catch (NumberFormatException e) {
        throw new RefusedException(
            BAD_REQUEST, "Failed to parse timeout from Prometheus header: " + plain(header.get()));
      }
    }
    double left = (seconds == 0 || Double.isNaN(seconds) ? UNLIMITED : seconds) - OFFSET;
    Duration own = module.timeout();
    boolean isOwnSmaller = own.toNanos() / 1e9 < left || left < 0;
    return isOwnSmaller ? own : Duration.ofNanos(Math.max(1, (long) (left * 1e9)));
  }
}
