package dev.jnet.command.arp;

import dev.jnet.command.EachTarget;
import dev.jnet.console.CommandException;
import dev.jnet.host.Neighbor;
import dev.jnet.link.Link;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.neighbor.Patience;
import dev.jnet.neighbor.Resolution;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.neighbor.StationComparison;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Diagnosis;
import dev.jnet.report.Access;
import dev.jnet.report.arp.ArpReportContent;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** {@code jnet arp ADDRESS…}: which station has the address? */
final class ArpResolve implements EachTarget<String> {
  private final ArpJob job;
  private final Patience patience;

  ArpResolve(ArpJob job, Patience patience) {
    this.job = job;
    this.patience = patience;
  }

  @Override
  public int ask(String name) throws IOException {
    InetAddress target = job.network().names().resolve(name);
    if (target.isMulticastAddress()) {
      throw new CommandException(
          "usage", name + ": not the address of one station; all answer: jnet ping " + name);
    }
    if (target.isAnyLocalAddress()) {
      throw new CommandException("usage", name + ": not the address of one station");
    }
    NetworkPath path = job.network().paths().toNeighborFor(target);
    if (path.isOwn()) {
      return print(own(name, target, path));
    }
    NeighborQuestion question = path.question().orElseThrow();
    Optional<Neighbor> kernel = path.cached();
    if (!job.network().access().isWhole()) {
      ResolutionResult nobody = new ResolutionResult(question, 0, List.of());
      return print(
          new ArpReportContent(
              name,
              target,
              Optional.empty(),
              Access.NEIGHBOR_TABLE,
              nobody,
              List.of(),
              false,
              kernel,
              0));
    }
    Link link = job.open(path, ArpJob.SLOTS);
    return ask(link, name, target, question, kernel);
  }

  @Override
  public String error(String name, IOException e) {
    return ArpJob.error("resolve", name, e);
  }

  private static ArpReportContent own(String name, InetAddress target, NetworkPath path) {
    NeighborQuestion question =
        new NeighborQuestion(path.hop().interfaceName(), target, path.hop().sourceMac(), target);
    return new ArpReportContent(
        name,
        target,
        Optional.of(path.hop().sourceMac()),
        Access.CAPTURE,
        new ResolutionResult(question, 0, List.of()),
        List.of(),
        false,
        Optional.empty(),
        0);
  }

  private int ask(
      Link link,
      String name,
      InetAddress target,
      NeighborQuestion question,
      Optional<Neighbor> kernel)
      throws IOException {
    long startedAt = link.now();
    AskedAddress asked = new AskedAddress(name, target, patience, kernel, new ArpAnswer(job));
    Diagnosis<ResolutionResult> resolution =
        new IncrementalResolution(new Resolution(question, patience), asked);
    NetworkPath.Outcome<ResolutionResult> outcome = job.run(link, job.options().pace(), resolution);
    ResolutionResult resolved = outcome.result();
    List<StationComparison.Answer> compared =
        resolved.isConflict() ? compare(link, resolved) : List.of();
    ArpReportContent content = asked.content(resolved, compared, link.now() - startedAt);
    return asked.answer().complete(content.seenBy(ArpJob.access(outcome)));
  }

  /** Finds out whether the stations that answer for one address are one machine. */
  private List<StationComparison.Answer> compare(Link link, ResolutionResult resolved)
      throws IOException {
    NeighborQuestion question = resolved.question();
    if (question.source().isAnyLocalAddress()) {
      return List.of();
    }
    long seed = job.network().seed();
    StationComparison comparison = new StationComparison(question, resolved.macs(), seed);
    return job.run(link, job.options().pace(), comparison).result();
  }

  private int print(ArpReportContent content) throws IOException {
    return new ArpAnswer(job).complete(content);
  }
}
