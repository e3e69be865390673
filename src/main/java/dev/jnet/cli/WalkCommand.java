package dev.jnet.cli;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code jnet walk URL}: from typing a name to seeing the page, packet by packet. */
final class WalkCommand implements Subcommand {
  private final BooleanSupplier stopped;

  WalkCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "walk";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(name());
    spec.usageMessage()
        .description(
            "Walk from a URL to what is there, and show every step: DNS, route and ARP, the"
                + " three-way handshake, the request going down the layers, the response coming"
                + " up, the four-way close. Every packet is jnet's own.")
        .footer(
            "",
            "URL is http://, https://, ssh://, smtp:// or ftp://HOST[:PORT]; http:// may be left"
                + " out.",
            "Exit codes: 0 arrived, 1 not (closed, stalled, refused, not to be trusted), 2 trouble.",
            "Example: jnet walk --lab home http://www.lab.test/");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("URL")
            .type(String.class)
            .arity("1")
            .required(true)
            .description("Where to go.")
            .build());
    spec.addOption(
        Options.value(String.class, "FILE", "Write the body to FILE, as it comes.", "-o"));
    spec.addOption(Options.value(String.class, "ADDRESS", "Ask this name server.", "--dns"));
    spec.addOption(
        Options.flag("Accept a certificate that is not to be trusted.", "-k", "--insecure"));
    spec.addOption(
        Options.value(
            String.class,
            "FILE",
            "Trust the authorities in FILE (PEM), and no others.",
            "--cacert"));
    spec.addOption(
        Options.value(
            String.class,
            "FILE",
            "Write TLS's secrets to FILE, so that Wireshark can read what --pcap recorded.",
            "--keys"));
    spec.addOption(Options.flag("Show redirects, and do not follow them.", "--no-follow"));
    spec.addOption(
        Options.value(String.class, "FILE", "Write a page for a browser to FILE.", "--html"));
    spec.addOption(Options.flag("Show the octets of the packets.", "--hex"));
    spec.addOption(Options.flag("Leave out what explains the terms.", "--brief"));
    spec.addOption(
        Options.value(
            double.class,
            "SECONDS",
            "Give up when nothing has happened for so long (default 10).",
            "-w",
            "--deadline"));
    NetworkOptions.addTo(spec);
    OutputOptions.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    return new WalkRun(arguments, console, stopped).run();
  }
}
