package dev.jnet.cli;

import dev.jnet.lab.Lab;
import dev.jnet.lab.LabInterface;
import dev.jnet.lab.NetworkAddress;
import dev.jnet.lab.UnknownLabException;
import dev.jnet.report.LabsDocument;
import dev.jnet.report.LabsReport;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code jnet lab}: the practice networks that {@code --lab NAME} runs the other commands on. Needs
 * no privilege, no libpcap and no network.
 */
public final class LabCommand {
  private static final int OK = 0;
  private static final int TROUBLE = 2;

  private final Style style;

  /** The command for a reader. */
  public LabCommand(Style style) {
    this.style = style;
  }

  /** What may stand on its command line. */
  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("lab");
    spec.usageMessage()
        .description(
            "The practice networks: simulated internets with a virtual clock, on which --lab NAME"
                + " runs the other commands. They need no privilege and no network.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("NAME")
            .type(String.class)
            .description("One network, with all there is to know about it; all without it.")
            .build());
    spec.addOption(flag("One JSON document.", "--json"));
    spec.addOption(flag("The names alone, a line each.", "-q", "--quiet"));
    return spec;
  }

  private static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names).type(boolean.class).description(description).build();
  }

  /**
   * Lists networks on {@code out}; says on {@code err} what went wrong.
   *
   * @return the exit code: 0, or 2 when there is no network of this name
   */
  public int run(ParseResult options, PrintWriter out, PrintWriter err) {
    boolean json = options.hasMatchedOption("--json");
    boolean quiet = options.hasMatchedOption("-q");
    if (json && quiet) {
      err.println("jnet: --json and -q exclude each other: choose one");
      err.flush();
      return TROUBLE;
    }
    String name = options.matchedPositionalValue(0, null);
    List<String> names = name == null ? Lab.names() : List.of(name);
    try {
      List<LabsDocument.Network> labs = new ArrayList<>();
      for (String each : names) {
        labs.add(network(Lab.open(each, 0), style.unicode() && !json));
      }
      if (json) {
        out.println(LabsDocument.of(labs).json());
      } else if (quiet) {
        for (LabsDocument.Network lab : labs) {
          out.println(lab.name());
        }
      } else {
        out.print(name == null ? LabsReport.list(labs, style) : LabsReport.one(labs.get(0), style));
      }
      return OK;
    } catch (UnknownLabException e) {
      err.println("jnet: " + e.getMessage());
      if (json) {
        out.println(LabsDocument.error("no-such-lab", e.getMessage()).json());
      }
      return TROUBLE;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static LabsDocument.Network network(Lab lab, boolean unicode) {
    List<LabsDocument.Host> hosts = new ArrayList<>();
    for (Lab.LabHost host : lab.hosts()) {
      List<String> addresses = new ArrayList<>();
      for (InetAddress address : host.addresses()) {
        addresses.add(Addresses.text(address));
      }
      hosts.add(new LabsDocument.Host(host.name(), addresses));
    }
    LabInterface ethernet = lab.interfaces().get(1);
    List<String> own = new ArrayList<>();
    for (NetworkAddress address : ethernet.addresses()) {
      own.add(address.toString());
    }
    return new LabsDocument.Network(
        lab.name(),
        lab.title(),
        new LabsDocument.Client(ethernet.mtu(), own),
        hosts,
        lab.drawing(unicode),
        lab.notes(unicode));
  }
}
