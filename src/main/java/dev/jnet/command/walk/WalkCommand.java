package dev.jnet.command.walk;

import dev.jnet.command.CommandRun;
import dev.jnet.command.TargetLoop;
import dev.jnet.console.Console;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code jnet walk URL}: shows all packets between typing a name and seeing the page. */
public final class WalkCommand implements Subcommand {
  private final Supplier<String> userAgent;
  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param userAgent the name that jnet gives to web servers, such as {@code jnet/0.1.0}
   * @param stopped whether Ctrl-C was pressed
   */
  public WalkCommand(Supplier<String> userAgent, BooleanSupplier stopped) {
    this.userAgent = userAgent;
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "walk";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Walk from a URL to what is there, and show every step: DNS, route and ARP, the"
            + " three-way handshake, the request going down the layers, the response coming"
            + " up, the four-way close. Every packet is jnet's own.",
        "",
        "URL is http://, https://, ssh://, smtp:// or ftp://HOST[:PORT]; http:// may be left"
            + " out.",
        "Exit codes: 0 arrived, 1 not (closed, stalled, refused, not to be trusted), 2 trouble.",
        "Example: jnet walk --lab home http://www.lab.test/");
    command.take(Command.Operands.ONE, "URL", "Where to go.");
    command.add(
        Option.value(
            String.class, "FILE", "Write the body to FILE, as it comes.", "-o", "--output"));
    command.add(Option.value(String.class, "ADDRESS", "Ask this name server.", "--dns"));
    command.add(Option.flag("Accept a certificate that is not to be trusted.", "-k", "--insecure"));
    command.add(
        Option.value(
            String.class,
            "FILE",
            "Trust the authorities in FILE (PEM), and no others.",
            "--cacert"));
    command.add(
        Option.value(
            String.class,
            "FILE",
            "Write TLS's secrets to FILE, so that Wireshark can read what --pcap recorded.",
            "--keys"));
    command.add(Option.flag("Show redirects, and do not follow them.", "--no-follow"));
    command.add(
        Option.value(String.class, "FILE", "Write a page for a browser to FILE.", "--html"));
    command.add(Option.flag("Show the bytes of the packets.", "--hex"));
    command.add(Option.flag("Only a screen: a line for each step, and the times.", "--brief"));
    command.add(
        Option.time(
            "End it after so long in all, whatever comes (default 300 s).",
            "-w",
            "--deadline",
            "--max-time"));
    command.add(
        Option.time(
            "Give up when nothing has happened for so long (default 10 s; at most half of what is"
                + " left of -w).",
            "-W",
            "--wait"));
    command.add(
        Option.value(
            String.class,
            "BYTES",
            "Take no larger body: a number, or one with k, M or G behind it.",
            "--max-size"));
    NetworkOptions.addTo(command);
    OutputOptions.addTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    NetworkOptions network = NetworkOptions.of(arguments);
    WalkOptions options = new WalkOptions(arguments);
    WalkTime time = new WalkTime(options.patience(), options.time());
    List<Url> urls = List.of(options.url());
    try (WalkFiles files = WalkFiles.open(arguments)) {
      WalkPlan plan = options.plan(network, userAgent.get(), files, console.environment());
      try (CommandRun run = CommandRun.open(network, output, console, stopped)) {
        WalkTask task = new WalkTask(run, plan, time, files, options.wishes(), arguments);
        // A redirect may lead to another interface, so a link may be opened until the end.
        return new TargetLoop(output, console, () -> {}, host -> {}, stopped).run(urls, task);
      }
    }
  }
}
