package dev.jnet.command.doctor;

import dev.jnet.console.CommandException;
import dev.jnet.network.Network;
import dev.jnet.options.Endpoint;
import dev.jnet.walk.url.Url;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whom to examine.
 *
 * @param asked as the user wrote it
 * @param host a name or an address, without brackets
 * @param port 1 to 65535; empty where none was named
 * @param url whose answer is examined; empty where none was named
 */
record DoctorTarget(String asked, String host, OptionalInt port, Optional<Url> url) {
  /** Bytes of each frame that are captured. */
  int snap() {
    return url.isPresent() ? Network.SNAP_FOR_DATA : Network.SNAP_FOR_HEADERS;
  }

  /** Reads {@code HOST}, {@code HOST:PORT} or a URL. */
  static DoctorTarget parse(String text) throws IOException {
    if (text.contains("://")) {
      return ofUrl(text);
    }
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    if (Addresses.isLiteral(text) || bracketed || text.indexOf(':') < 0) {
      String host = bracketed ? text.substring(1, text.length() - 1) : text;
      return new DoctorTarget(text, host, OptionalInt.empty(), Optional.empty());
    }
    Endpoint endpoint = Endpoint.parse(List.of(text)).get(0);
    if (endpoint.ports().size() != 1) {
      throw new CommandException("usage", text + ": one port at a time");
    }
    return new DoctorTarget(
        text, endpoint.host(), OptionalInt.of(endpoint.ports().get(0)), Optional.empty());
  }

  private static DoctorTarget ofUrl(String text) throws CommandException {
    try {
      Url url = Url.parse(text);
      return new DoctorTarget(text, url.host(), OptionalInt.of(url.port()), Optional.of(url));
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", text + ": " + e.getMessage());
    }
  }
}
