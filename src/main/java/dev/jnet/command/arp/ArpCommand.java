package dev.jnet.command.arp;

import dev.jnet.command.AllAddresses;
import dev.jnet.command.CommandRun;
import dev.jnet.command.EachTarget;
import dev.jnet.console.Console;
import dev.jnet.host.Vendors;
import dev.jnet.network.Network;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.report.arp.VendorNames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code jnet arp}: which station on this link has this address? */
public final class ArpCommand implements Subcommand {
  private final BooleanSupplier stopped;

  public ArpCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "arp";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Find the MAC address behind an IP address on this link: by ARP, or by IPv6 neighbor"
            + " discovery. For an address behind a router, the router's.",
        "",
        "Exit codes: 0 one station has it (--probe: it is free; --scan: somebody is there and"
            + " no address twice), 1 none or more than one (--probe: taken), 2 trouble.",
        "Examples: jnet arp 192.168.0.1",
        "          jnet arp --scan auto",
        "          jnet arp --lab home 192.168.1.1");
    command.take(Command.Operands.ANY, "ADDRESS", "Addresses or names.");
    ArpSyntax.addTo(command);
    AllAddresses.addTo(command);
    NetworkOptions.addTo(command);
    OutputOptions.addTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    ArpOptions options = ArpOptions.of(arguments);
    NetworkOptions network =
        NetworkOptions.of(arguments).within(arguments, Duration.ofNanos(options.deadline()));
    boolean plain = options.mode().isEmpty();
    // a line of progress would replace the part of an answer that stands on the screen already
    boolean printsAsItGoes =
        plain || options.mode().equals("--scan") || options.mode().equals("--watch");
    Console forLinks = printsAsItGoes ? console.withoutProgress() : console;
    try (CommandRun run =
        new CommandRun(
            Network.open(network, forLinks, stopped), network, output, console, stopped)) {
      ArpJob job = new ArpJob(run, new VendorNames(Vendors.installed()), options.deadline());
      EachTarget<String> question = question(options, job);
      List<String> targets =
          plain
              ? AllAddresses.expand(options.targets(), run.network().names(), arguments)
              : options.targets();
      return (plain ? run.loop() : run.loop().unseparated()).run(targets, question);
    }
  }

  private static EachTarget<String> question(ArpOptions options, ArpJob job) {
    return switch (options.mode()) {
      case "--probe" -> new ArpProbe(job);
      case "--announce" -> new ArpAnnounce(job);
      case "--watch" -> new ArpWatch(job);
      case "--reverse" -> new ArpReverse(job);
      case "--scan" -> new ArpScan(job, options.answerWait());
      default -> new ArpResolve(job, options.patience());
    };
  }
}
