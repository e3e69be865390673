package dev.jnet.options;

import dev.jnet.console.CommandException;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import java.util.List;

/** Reads the value of {@code --via}: what to probe with. */
public final class ViaOption {
  private static final Port HTTP = new Port(80);
  private static final Port HTTPS = new Port(443);

  /** Without a choice: the kind that costs a target least comes first. */
  private static final List<Via> AUTO =
      List.of(Via.ICMP, Via.tcp(HTTPS), Via.tcp(HTTP), Via.ANY_UDP);

  /** Without a choice, for several flows: routers spread by ports, and seldom spread pings. */
  public static final List<Via> FOR_FLOWS = List.of(Via.tcp(HTTPS), Via.tcp(HTTP), Via.ICMP);

  private ViaOption() {}

  /**
   * One kind of probe: {@code icmp}, {@code tcp:PORT} or {@code udp:PORT}.
   *
   * @param alternatives what else the command takes, for the message, such as {@code "; or auto"}
   * @throws CommandException when the text names no kind of probe
   */
  public static Via parse(String text, String alternatives) throws CommandException {
    try {
      return Via.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", "--via " + e.getMessage() + alternatives);
    }
  }

  /**
   * Kinds of probes in the order in which to try them: {@code auto} is several, {@code udp} needs
   * no port, all others are as {@link #parse} takes them.
   *
   * @throws CommandException when the text names no kind of probe
   */
  public static List<Via> inOrder(String text) throws CommandException {
    return switch (text) {
      case "auto" -> AUTO;
      case "icmp" -> List.of(Via.ICMP);
      case "udp" -> List.of(Via.ANY_UDP);
      default -> {
        if (text.startsWith("tcp:") || text.startsWith("udp:")) {
          yield List.of(parse(text, ""));
        }
        throw new CommandException(
            "usage", "--via " + text + ": must be auto, icmp, tcp:PORT, udp or udp:PORT");
      }
    };
  }
}
