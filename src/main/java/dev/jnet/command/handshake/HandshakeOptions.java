package dev.jnet.command.handshake;

import dev.jnet.console.CommandException;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.options.OptionValues;
import java.io.IOException;
import java.time.Duration;

/**
 * How {@code jnet handshake} connects.
 *
 * @param patience how long the three SYNs together wait for an answer
 * @param halfOpen whether to stop at the SYN-ACK
 * @param kernel whether this machine's kernel makes the connections
 * @param absolute whether sequence numbers are shown as they are in the segments
 * @param data what is sent; empty for nothing
 */
record HandshakeOptions(
    Duration patience, boolean halfOpen, boolean kernel, boolean absolute, byte[] data) {
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(7);
  private static final Duration MAX_PATIENCE = Duration.ofHours(1);

  static void addTo(Command command) {
    command.add(
        Option.flag(
            "Answer the SYN-ACK with a reset: open, closed or filtered is all that is asked.",
            "--half-open"));
    command.add(
        Option.flag(
            "Let this machine's kernel connect and close, and watch it: its MSS, its options.",
            "--kernel"));
    command.add(
        Option.value(
            String.class,
            "TEXT",
            "Send TEXT (escapes \\r \\n \\t), @FILE, or - for standard input, and show what comes"
                + " back.",
            "--send"));
    command.add(
        Option.time(
            "Give up after so long without an answer to three SYNs (default 7 s).",
            "-w",
            "--deadline"));
    command.add(Option.flag("Show sequence numbers as they are.", "--absolute"));
  }

  static HandshakeOptions of(Arguments arguments) throws IOException {
    HandshakeOptions options =
        new HandshakeOptions(
            OptionValues.secondsOr(DEFAULT_PATIENCE, arguments, "-w", MAX_PATIENCE),
            arguments.has("--half-open"),
            arguments.has("--kernel"),
            arguments.has("--absolute"),
            DataToSend.read(arguments.value("--send", "")));
    if (options.halfOpen() && options.sends()) {
      throw new CommandException("usage", "--half-open and --send exclude each other: take one");
    }
    if (options.halfOpen() && options.kernel()) {
      throw new CommandException(
          "usage",
          "--half-open and --kernel exclude each other: a kernel completes its handshakes");
    }
    return options;
  }

  /** Whether there is something to send. */
  boolean sends() {
    return data.length > 0;
  }
}
