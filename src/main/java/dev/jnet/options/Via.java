package dev.jnet.options;

import dev.jnet.console.CommandException;
import dev.jnet.report.mtu.MtuFindings;
import java.util.List;

/**
 * What a path MTU is probed with.
 *
 * @param port 1 to 65535; 0 where there is none, or any closed one will do
 */
public record Via(Kind kind, int port) {
  private static final int MOST = 65_535;

  /** A protocol. */
  public enum Kind {
    ICMP,
    TCP,
    UDP
  }

  /** What {@code --via} means, in the order in which to try. */
  public static List<Via> parse(String text) throws CommandException {
    return switch (text) {
      case "auto" ->
          List.of(
              new Via(Kind.ICMP, 0),
              new Via(Kind.TCP, 443),
              new Via(Kind.TCP, 80),
              new Via(Kind.UDP, 0));
      case "icmp" -> List.of(new Via(Kind.ICMP, 0));
      case "udp" -> List.of(new Via(Kind.UDP, 0));
      default -> {
        if (text.startsWith("tcp:")) {
          yield List.of(new Via(Kind.TCP, port(text, 4)));
        }
        if (text.startsWith("udp:")) {
          yield List.of(new Via(Kind.UDP, port(text, 4)));
        }
        throw new CommandException(
            "usage", "--via " + text + ": must be auto, icmp, tcp:PORT, udp or udp:PORT");
      }
    };
  }

  private static int port(String text, int from) throws CommandException {
    try {
      int port = Integer.parseInt(text.substring(from));
      if (port >= 1 && port <= MOST) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new CommandException("usage", "--via " + text + ": the port is not a number");
    }
    throw new CommandException("usage", "--via " + text + ": the port must be from 1 to 65535");
  }

  /** In words. */
  public String words() {
    return switch (kind) {
      case ICMP -> MtuFindings.ECHO;
      case TCP -> "TCP segments to port " + port;
      case UDP -> port == 0 ? "UDP datagrams to closed ports" : "UDP datagrams to port " + port;
    };
  }
}
