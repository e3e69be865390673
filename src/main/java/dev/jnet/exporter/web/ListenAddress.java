package dev.jnet.exporter.web;

import dev.jnet.console.CommandException;
import dev.jnet.wire.Addresses;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param socket an address of this machine, or all of them, and a port; 0 for any that is free
 */
public record ListenAddress(InetSocketAddress socket) {
  private static final int MAX_PORT = 65_535;

  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\[(?<six>[^\\]]+)]|(?<four>[^:]*)):(?<port>[0-9]{1,5})");

  /**
   * Reads {@code ADDRESS:PORT}, {@code [V6]:PORT}, or {@code :PORT} for all addresses.
   *
   * @param option whose value the text is
   */
  public static ListenAddress parse(String option, String text) throws CommandException {
    Matcher matcher = ADDRESS.matcher(text);
    if (matcher.matches()) {
      String six = matcher.group("six");
      String host = six != null ? six : matcher.group("four");
      int port = Integer.parseInt(matcher.group("port"));
      boolean isAny = host.isEmpty() && six == null;
      if (port <= MAX_PORT && (isAny || Addresses.isLiteral(host))) {
        return new ListenAddress(
            isAny
                ? new InetSocketAddress(port)
                : new InetSocketAddress(Addresses.literal(host), port));
      }
    }
    throw new CommandException(
        "usage",
        option
            + " "
            + text
            + ": write an address and a port, such as 127.0.0.1:9910, [::1]:9910 or :9910");
  }

  /**
   * Where a browser finds the server.
   *
   * @param scheme {@code http} or {@code https}
   * @param port which the server has got
   */
  public String url(String scheme, int port) {
    String host = Addresses.text(socket.getAddress());
    return scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port + "/";
  }
}
