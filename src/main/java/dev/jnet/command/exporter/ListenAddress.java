package dev.jnet.command.exporter;

import dev.jnet.console.CommandException;
import dev.jnet.exporter.web.ExporterServer;
import dev.jnet.wire.Addresses;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the exporter listens. */
final class ListenAddress {
  private static final int MAX_PORT = 65_535;

  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\[(?<six>[^\\]]+)]|(?<four>[^:]*)):(?<port>[0-9]{1,5})");

  private ListenAddress() {}

  /** The URL of the pages on an address. */
  static String url(InetSocketAddress address, ExporterServer server) {
    String host = Addresses.text(address.getAddress());
    return server.scheme()
        + "://"
        + (host.indexOf(':') >= 0 ? "[" + host + "]" : host)
        + ":"
        + server.port()
        + "/";
  }

  /** Reads {@code ADDRESS:PORT}, {@code [V6]:PORT}, or {@code :PORT} for all addresses. */
  static InetSocketAddress parse(String text) throws CommandException {
    Matcher matcher = ADDRESS.matcher(text);
    if (matcher.matches()) {
      String six = matcher.group("six");
      String host = six != null ? six : matcher.group("four");
      int port = Integer.parseInt(matcher.group("port"));
      boolean isAny = host.isEmpty() && six == null;
      if (port <= MAX_PORT && (isAny || Addresses.isLiteral(host))) {
        return isAny
            ? new InetSocketAddress(port)
            : new InetSocketAddress(Addresses.literal(host), port);
      }
    }
    throw new CommandException(
        "usage",
        ExporterRun.LISTEN
            + " "
            + text
            + ": write an address and a port, such as 127.0.0.1:9910, [::1]:9910 or :9910");
  }
}
