package dev.jnet.command.doctor;

import dev.jnet.doctor.Examination;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.StepResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Examines a target step by step: one address of each IP version that it has. */
final class Examiner {
  /**
   * TCP ports of this machine for each IP version: for the connection, the search for the path MTU,
   * the segments, and three requests; and for other flows, with small and with large packets.
   */
  private static final int TCP_PORTS = 6 + 2 * Connections.FLOWS;

  private final DoctorRun run;
  private final DoctorTarget target;
  private final ApplicationStep.Client client;
  private final BiPredicate<String, InetAddress> mayAsk;
  private final StepLines lines;
  private final SkippedSteps skipped;

  /**
   * An examination that has not begun.
   *
   * @param mayAsk whether a host may be asked at an address
   */
  Examiner(
      DoctorRun run,
      DoctorTarget target,
      ApplicationStep.Client client,
      BiPredicate<String, InetAddress> mayAsk) {
    this.run = run;
    this.mayAsk = mayAsk;
    this.client = client;
    this.target = target;
    this.lines = new StepLines(run.console());
    this.skipped = new SkippedSteps(run, target);
  }

  /**
   * Asks all steps.
   *
   * @throws IOException when the target cannot be asked at all, which says nothing about it
   */
  Opinion examine() throws IOException {
    NameStep looked = NameStep.ask(run.network(), target.host());
    looked.requireAllowed(target.host(), mayAsk);
    Ports.PortSet ports = run.network().ports().several(TCP_PORTS);
    NameServers servers = NameServers.of(run, ports);
    List<InetAddress> all = new ArrayList<>(looked.addresses());
    all.addAll(servers.servers());
    String filter = CaptureFilter.of(all);
    List<RouteStep> routes = new ArrayList<>();
    for (InetAddress address : looked.addresses()) {
      routes.add(RouteStep.open(run.network(), address, filter, target.snap()));
    }
    routes.stream().findFirst().ifPresent(run.limit()::goOnBy);
    NameStep name = servers.addedTo(looked, target.host(), filter);
    lines.tell(name.result());
    List<Examination> examinations = new ArrayList<>();
    if (name.addresses().isEmpty()) {
      List<StepResult> asked = name.result().isCut() ? List.of() : List.of(name.result());
      examinations.add(
          Examination.withoutAddress(target.host(), target.port(), skipped.addedTo(asked, false)));
      return opinion(examinations);
    }
    for (int i = 0; i < routes.size(); i++) {
      examinations.add(examine(name, i, routes.get(i), ports));
    }
    return opinion(examinations);
  }

  private Opinion opinion(List<Examination> examinations) {
    boolean cut =
        examinations.stream().anyMatch(each -> each.steps().stream().anyMatch(StepResult::isCut));
    return Opinion.of(target.asked(), examinations, !cut);
  }

  private Examination examine(NameStep name, int index, RouteStep route, Ports.PortSet ports)
      throws IOException {
    List<StepResult> results = new ArrayList<>(List.of(name.result()));
    results.addAll(route.results());
    route.results().forEach(lines::tell);
    boolean own = route.path().map(NetworkPath::isOwn).orElse(false);
    if (route.path().isPresent()) {
      run.limit().goOnBy(route);
      PathSteps steps = new PathSteps(run, target, route, ports);
      steps.ask(lines);
      results.addAll(steps.results());
      results.addAll(answer(route.path().get(), ports, steps));
    }
    return new Examination(
        target.host(),
        Optional.of(name.addresses().get(index)),
        target.port(),
        route.hop(),
        skipped.addedTo(results, own));
  }

  /** What comes from the URL, where one was named and its port is open. */
  private List<StepResult> answer(NetworkPath path, Ports.PortSet ports, PathSteps steps)
      throws IOException {
    boolean whole = run.network().access().isWhole();
    if (target.url().isEmpty() || run.isStopped() || !whole || !steps.isOpen()) {
      return List.of();
    }
    StepResult asked = new ApplicationStep(run, path, ports, client).ask(target.url().get());
    List<StepResult> results = run.unlessCut(asked, asked.isWell());
    results.forEach(lines::tell);
    return results;
  }
}
