package dev.jnet.cli;

import dev.jnet.host.Family;
import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.NameResolution;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Neighbors;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.report.InterfacesDocument;
import dev.jnet.report.InterfacesReport;
import dev.jnet.report.InterfacesResult;
import dev.jnet.report.Style;
import io.avaje.jsonb.Jsonb;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code jnet interfaces}: this machine's interfaces, what fits into their MTUs, and what its
 * kernel has learned about the way to an address. Needs no privilege and no libpcap.
 */
public final class InterfacesCommand {
  private static final int OK = 0;
  private static final int TROUBLE = 2;

  private final Style style;

  /** The command for a reader whose terminal can show this. */
  public InterfacesCommand(Style style) {
    this.style = style;
  }

  /** What may stand on its command line. */
  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("interfaces");
    spec.usageMessage()
        .description("This machine's interfaces, their MTUs, and what fits into them.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("NAME")
            .type(String.class)
            .description("One interface; all of them without it.")
            .build());
    spec.addOption(
        OptionSpec.builder("--to")
            .paramLabel("ADDR")
            .type(String.class)
            .description(
                "Also the way to a host: route, next hop, source address, and the path MTU"
                    + " that the kernel remembers. With NAME: the way by that interface.")
            .build());
    spec.addOption(flag("The host's IPv4 address.", "-4"));
    spec.addOption(flag("The host's IPv6 address.", "-6"));
    spec.addOption(flag("One JSON document.", "--json"));
    spec.addOption(
        flag(
            "Name and MTU alone, a line each; with --to the one that leads there.",
            "-q",
            "--quiet"));
    return spec;
  }

  private static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names).type(boolean.class).description(description).build();
  }

  /**
   * Answers on {@code out}; says on {@code err} what went wrong.
   *
   * @return the exit code: 0, or 2 when there is no such interface, host or route
   */
  public int run(ParseResult options, PrintWriter out, PrintWriter err) {
    boolean json = options.hasMatchedOption("--json");
    try {
      return answer(options, json, out, err);
    } catch (HostException e) {
      err.println("jnet: " + e.getMessage());
      if (json) {
        print(InterfacesDocument.of(e), out);
      }
      return TROUBLE;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private int answer(ParseResult options, boolean json, PrintWriter out, PrintWriter err)
      throws HostException {
    String to = options.matchedOptionValue("--to", null);
    boolean four = options.hasMatchedOption("-4");
    boolean six = options.hasMatchedOption("-6");
    boolean quiet = options.hasMatchedOption("-q");
    if (four && six) {
      err.println("jnet: -4 and -6 exclude each other: choose one, or neither");
      return TROUBLE;
    }
    if (json && quiet) {
      err.println("jnet: --json and -q exclude each other: choose one");
      return TROUBLE;
    }
    String name = options.matchedPositionalValue(0, null);
    Interface one = name == null ? null : Interfaces.byName(name);
    Family family = four ? Family.IPV4 : six ? Family.IPV6 : Family.ANY;
    InterfacesResult result =
        new InterfacesResult(
            one == null ? Interfaces.all() : List.of(one),
            to == null ? null : way(to, family, one));
    if (json) {
      print(InterfacesDocument.of(result), out);
    } else {
      out.print(quiet ? InterfacesReport.brief(result) : InterfacesReport.text(result, style));
    }
    return OK;
  }

  private static InterfacesResult.Way way(String to, Family family, Interface by)
      throws HostException {
    InetAddress address = NameResolution.resolve(to, family);
    Route route = Routes.to(address, null, by);
    Neighbor neighbor =
        route.type() == Route.Type.UNICAST && route.device().resolvesNeighbors()
            ? Neighbors.lookup(route.device().index(), route.nextHop()).orElse(null)
            : null;
    return new InterfacesResult.Way(to, route, neighbor);
  }

  private static void print(InterfacesDocument document, PrintWriter out) {
    out.println(Jsonb.builder().build().type(InterfacesDocument.class).toJson(document));
  }
}
