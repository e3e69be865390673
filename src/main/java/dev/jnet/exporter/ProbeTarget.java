package dev.jnet.exporter;

import dev.jnet.console.CommandException;
import dev.jnet.options.Endpoint;
import dev.jnet.walk.url.Url;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Whom to probe.
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65535; empty where none is named
 */
public record ProbeTarget(String host, OptionalInt port) {
  /** Whom a module probes: those that fetch pages take a URL without its scheme, too. */
  static ProbeTarget of(ModuleKind kind, String text) throws IOException {
    if (kind != ModuleKind.HTTP) {
      return parse(text);
    }
    Url url = url(text);
    return new ProbeTarget(url.host(), OptionalInt.of(url.port()));
  }

  /**
   * Reads a URL, whose scheme is {@code http} where it has none.
   *
   * @throws CommandException when it is none that jnet can fetch
   */
  public static Url url(String text) throws CommandException {
    try {
      return Url.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", text + ": " + e.getMessage());
    }
  }

  /**
   * Reads {@code HOST}, {@code HOST:PORT}, {@code [V6]:PORT} or a URL.
   *
   * @throws CommandException when it is none of these
   */
  public static ProbeTarget parse(String text) throws IOException {
    if (text.contains("://")) {
      Url url = url(text);
      return new ProbeTarget(url.host(), OptionalInt.of(url.port()));
    }
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    if (Addresses.isLiteral(text) || bracketed || text.indexOf(':') < 0) {
      String host = bracketed ? text.substring(1, text.length() - 1) : text;
      return new ProbeTarget(host, OptionalInt.empty());
    }
    Endpoint endpoint = Endpoint.parse(List.of(text)).get(0);
    if (endpoint.ports().size() != 1) {
      throw new CommandException("usage", text + ": one port at a time");
    }
    return new ProbeTarget(endpoint.host(), OptionalInt.of(endpoint.ports().get(0)));
  }
}
