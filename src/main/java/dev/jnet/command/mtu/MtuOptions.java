package dev.jnet.command.mtu;

import dev.jnet.console.CommandException;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.options.OptionValues;
import dev.jnet.options.ViaOption;
import dev.jnet.probe.Via;
import dev.jnet.unit.Mtu;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How {@code jnet mtu} searches.
 *
 * @param kinds the kinds of probes, in the order in which to try them
 * @param max the largest packet to try; empty for the largest that the interface carries
 * @param deadline when to give up on a host
 * @param flows how many flows to ask; 1 for packets of no flow in particular
 */
record MtuOptions(List<Via> kinds, Optional<Mtu> max, Duration deadline, int flows) {
  /** Flows that may be asked. */
  private static final int MAX_FLOWS = 64;

  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);
  private static final Duration MAX_DEADLINE = Duration.ofDays(1);

  static void addTo(Command command) {
    command.add(
        Option.value(int.class, "BYTES", "Try no packets larger than this, from 68 on.", "--max"));
    command.add(Option.time("Give up on a host after so long (default 10 s).", "-w", "--deadline"));
    command.add(
        Option.value(
            String.class,
            "HOW",
            "Probe with icmp, tcp:PORT or udp[:PORT]; auto (default) takes icmp, and where echo is"
                + " not answered tcp:443, tcp:80, udp; with --flows tcp:443, tcp:80, icmp.",
            "--via"));
    command.add(
        Option.value(
            int.class,
            "N",
            "Ask N flows, 1 to 64: routers may send each by another path.",
            "--flows"));
  }

  static MtuOptions of(Arguments arguments) throws CommandException {
    int flows = OptionValues.number(arguments, "--flows", 1, 1, MAX_FLOWS);
    String via = arguments.value("--via", "auto");
    return new MtuOptions(
        flows > 1 && via.equals("auto") ? ViaOption.FOR_FLOWS : ViaOption.inOrder(via),
        max(arguments),
        OptionValues.secondsOr(DEFAULT_DEADLINE, arguments, "-w", MAX_DEADLINE),
        flows);
  }

  /** The largest packet to try, where this is the largest that can leave. */
  Mtu limit(Mtu most) {
    return max.isPresent() && max.get().compareTo(most) < 0 ? max.get() : most;
  }

  private static Optional<Mtu> max(Arguments arguments) throws CommandException {
    if (!arguments.has("--max")) {
      return Optional.empty();
    }
    int max = arguments.value("--max", 0);
    try {
      return Optional.of(new Mtu(max));
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", "--max " + max + ": must be from 68 to 65575 bytes");
    }
  }
}
