package dev.jnet.command.lab;

import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.lab.Lab;
import dev.jnet.lab.LabInterface;
import dev.jnet.lab.NetworkAddress;
import dev.jnet.lab.UnknownLabException;
import dev.jnet.network.Network;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.lab.LabsDocument;
import dev.jnet.report.lab.LabsReport;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code jnet lab}: the practice networks for the option {@code --lab NAME} of other commands. It
 * needs no privilege, no libpcap and no network.
 */
public final class LabCommand implements Subcommand {
  @Override
  public String name() {
    return "lab";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "The practice networks: simulated internets with a virtual clock, on which --lab NAME"
            + " runs the other commands. They need no privilege and no network.",
        "",
        "Exit codes: 0 answered, 2 no such network.");
    command.take(
        Command.Operands.ONE_AT_MOST,
        "NAME",
        "One network, with all there is to know about it, or a file *.lab of your own;"
            + " all built-in ones without it.");
    OutputOptions.addTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    String name = arguments.operand(null);
    try {
      List<LabsDocument.Network> labs = new ArrayList<>();
      for (String each : name == null ? Lab.names() : List.of(name)) {
        labs.add(network(Lab.open(each, 0), output));
      }
      print(labs, name == null, output, console);
      return ExitCode.POSITIVE;
    } catch (UnknownLabException e) {
      throw Network.noPractice(e);
    }
  }

  private static void print(
      List<LabsDocument.Network> labs, boolean all, OutputOptions output, Console console) {
    PrintWriter out = console.out();
    if (output.json()) {
      console.document(JsonLines.of(LabsDocument.of(labs)));
    } else if (output.quiet()) {
      for (LabsDocument.Network lab : labs) {
        out.println(lab.name());
      }
    } else {
      out.print(
          all
              ? LabsReport.list(labs, output.style())
              : LabsReport.one(labs.get(0), output.style()));
    }
  }

  private static LabsDocument.Network network(Lab lab, OutputOptions output) {
    Style style = output.json() ? Style.PLAIN : output.style();
    boolean unicode = style.unicode();
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
        lab.drawing(unicode, style.lineWidth() - LabsReport.INDENT.length()),
        lab.notes(unicode),
        example(lab));
  }

  /** The command as it is to be typed. */
  private static String example(Lab lab) {
    String network = NetworkOptions.lab(List.of("--lab", lab.name()));
    return lab.example().isEmpty()
        ? ""
        : Style.PLAIN.onLab(network).suggesting("jnet " + lab.example());
  }
}
