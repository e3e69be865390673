package dev.jnet.command.trace;

import dev.jnet.command.CommandRun;
import dev.jnet.command.EachTarget;
import dev.jnet.console.JsonHeading;
import dev.jnet.console.OutputFile;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.Arguments;
import dev.jnet.options.ShellLine;
import dev.jnet.probe.Via;
import dev.jnet.report.trace.TraceReportContent;
import dev.jnet.report.trace.TraceSvg;
import dev.jnet.trace.TraceQuestion;
import java.io.IOException;
import java.net.InetAddress;

/**
 * Asks for the path to a host.
 *
 * @param only whether it is the only host, so that no other host shares its link
 * @param arguments of the command that asked for the path
 */
record TraceTask(CommandRun run, TraceOptions options, boolean only, Arguments arguments)
    implements EachTarget<String> {
  @Override
  public int ask(String host) throws IOException {
    InetAddress target = run.network().names().host(host);
    TraceOptions allowed = options.allowed(run.network().access());
    if (options.svg().isEmpty()) {
      return ask(host, target, allowed, null);
    }
    try (OutputFile picture = OutputFile.open("--svg", options.svg().get())) {
      return ask(host, target, allowed, picture);
    }
  }

  private int ask(String host, InetAddress target, TraceOptions allowed, OutputFile picture)
      throws IOException {
    run.network().paths().routeFor(allowed.via().orElse(Via.ICMP));
    NetworkPath path =
        run.network()
            .openBestAvailable(target, only ? TraceFilter.from(target) : TraceFilter.FROM_ANYBODY);
    TraceQuestion question = allowed.question(target, path.hop(), run.network().seed());
    if (allowed.watch().isPresent()) {
      return new TraceWatch(run, allowed, path, host).watch(question, allowed.watch().get());
    }
    NetworkPath.Outcome<TraceReportContent> outcome =
        new TraceSearch(run, allowed, path).search(host, question);
    TracePrintout printout = new TracePrintout(outcome.result());
    if (outcome.worthTelling()) {
      run.print(printout);
      if (picture != null) {
        picture.write(TraceSvg.of(outcome.result(), JsonHeading.origin(ShellLine.of(arguments))));
      }
    }
    outcome.orThrow();
    return run.exitCode(printout);
  }

  @Override
  public String host(String target) {
    return target;
  }

  @Override
  public String error(String host, IOException e) {
    return TracePrintout.error(host, e);
  }
}
