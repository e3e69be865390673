package dev.jnet.command.ping;

import dev.jnet.console.CommandException;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.options.OptionValues;
import dev.jnet.ping.PingQuestion.Shape;
import dev.jnet.ping.PingQuestion.Splitting;
import dev.jnet.probe.Via;
import dev.jnet.unit.Ttl;
import java.util.Optional;

/** The form of probes: {@code -s}, {@code -t}, {@code -Q}, {@code -M} and {@code -p}. */
final class ShapeOptions {
  private static final int DEFAULT_SIZE = 56;

  /** The most data in an IPv4 packet, in bytes: 65,535 − 20 − 8. */
  private static final int MAX_SIZE = 65_507;

  private static final int MAX_PATTERN = 16;
  private static final int MAX_TRAFFIC_CLASS = 255;

  private ShapeOptions() {}

  static void addTo(Command command) {
    command.add(Option.value(int.class, "BYTES", "Bytes of data (default 56).", "-s", "--size"));
    command.add(
        Option.value(
            int.class,
            "TTL",
            "TTL or hop limit (default 64; 1 to a multicast group).",
            "-t",
            "--ttl"));
    command.add(
        Option.value(
            String.class,
            "TOS",
            "Type of service or traffic class, as 184 or 0xb8.",
            "-Q",
            "--tos"));
    command.add(
        Option.value(
            String.class,
            "do|want|dont",
            "DF set and nothing split; split here only (default); split anywhere.",
            "-M",
            "--pmtudisc"));
    command.add(
        Option.value(String.class, "HEX", "Fill the data with up to 16 bytes.", "-p", "--pattern"));
  }

  static Shape read(Arguments arguments, Via via) throws CommandException {
    boolean syn = via.kind() == Via.Kind.TCP;
    if (syn && (arguments.has("-s") || arguments.has("-p"))) {
      throw new CommandException(
          "usage", "-s and -p have no use with --via tcp: a SYN carries no data");
    }
    return new Shape(
        OptionValues.number(arguments, "-s", syn ? 0 : DEFAULT_SIZE, 0, MAX_SIZE),
        arguments.has("-t")
            ? Optional.of(new Ttl(OptionValues.number(arguments, "-t", 1, 1, Ttl.MAX)))
            : Optional.empty(),
        trafficClass(arguments.value("-Q", "0")),
        splitting(arguments.value("-M", "want")),
        pattern(arguments));
  }

  private static int trafficClass(String text) throws CommandException {
    int value = -1;
    try {
      value = Integer.decode(text);
    } catch (NumberFormatException notANumber) {
      value = -1;
    }
    if (value < 0 || value > MAX_TRAFFIC_CLASS) {
      throw new CommandException("usage", "-Q " + text + ": must be from 0 to 255");
    }
    return value;
  }

  private static Splitting splitting(String word) throws CommandException {
    return switch (word) {
      case "do" -> Splitting.DO;
      case "want" -> Splitting.WANT;
      case "dont" -> Splitting.DONT;
      default -> throw new CommandException("usage", "-M " + word + ": must be do, want or dont");
    };
  }

  /**
   * The bytes of a text of hexadecimal digits. As in ping, a single digit at the end is a byte of
   * its own.
   */
  private static byte[] pattern(Arguments arguments) throws CommandException {
    if (!arguments.has("-p")) {
      return new byte[0];
    }
    String hex = arguments.value("-p", "");
    byte[] bytes = new byte[(hex.length() + 1) / 2];
    boolean areDigits = hex.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    if (bytes.length > MAX_PATTERN || !areDigits || hex.isEmpty()) {
      throw new CommandException("usage", "-p " + hex + ": must be 1 to 16 bytes in hex digits");
    }
    for (int i = 0; i < bytes.length; i++) {
      int end = Math.min(hex.length(), 2 * i + 2);
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, end), 16);
    }
    return bytes;
  }
}
