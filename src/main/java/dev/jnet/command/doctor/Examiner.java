package dev.jnet.command.doctor;

import dev.jnet.command.CommandRun;
import dev.jnet.doctor.Examination;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Examines a target step by step: one address of each IP version that it has. */
final class Examiner {
  /** TCP ports of this machine: for the connection, for the search for the path MTU, of each. */
  private static final int TCP_PORTS = 4;

  private final CommandRun run;
  private final DoctorTarget target;
  private final StepLines lines;

  Examiner(CommandRun run, DoctorTarget target) {
    this.run = run;
    this.target = target;
    this.lines = new StepLines(run.console());
  }

  /**
   * Asks all steps.
   *
   * @throws IOException when the target cannot be asked at all, which says nothing about it
   */
  Opinion examine() throws IOException {
    NameStep name = NameStep.ask(run.network(), target.host());
    lines.tell(name.result());
    List<Examination> examinations = new ArrayList<>();
    if (name.addresses().isEmpty()) {
      examinations.add(
          new Examination(
              target.host(),
              Optional.empty(),
              target.port(),
              Optional.empty(),
              all(List.of(name.result()), false)));
      return Opinion.of(target.asked(), examinations, true);
    }
    Ports.PortSet ports = run.network().ports().several(TCP_PORTS);
    List<RouteStep> routes = new ArrayList<>();
    for (InetAddress address : name.addresses()) {
      routes.add(RouteStep.open(run.network(), address, CaptureFilter.of(name.addresses())));
    }
    for (int i = 0; i < routes.size(); i++) {
      examinations.add(examine(name, i, routes.get(i), ports));
    }
    return Opinion.of(target.asked(), examinations, !run.isStopped());
  }

  private Examination examine(NameStep name, int index, RouteStep route, Ports.PortSet ports)
      throws IOException {
    List<StepResult> results = new ArrayList<>(List.of(name.result()));
    results.addAll(route.results());
    route.results().forEach(lines::tell);
    boolean own = route.path().map(NetworkPath::isOwn).orElse(false);
    if (route.path().isPresent()) {
      PathSteps steps = new PathSteps(run, target, route, ports);
      steps.ask(lines);
      results.addAll(steps.results());
    }
    return new Examination(
        target.host(),
        Optional.of(name.addresses().get(index)),
        target.port(),
        route.hop(),
        all(results, own));
  }

  /** These results and the steps that were not asked, in the order in which steps matter. */
  private List<StepResult> all(List<StepResult> results, boolean own) {
    List<StepResult> all = new ArrayList<>(results);
    for (StepName step : StepName.values()) {
      if (results.stream().noneMatch(result -> result.step() == step)) {
        all.add(StepResult.skipped(step, why(step, own)));
      }
    }
    all.sort(Comparator.comparing(StepResult::step));
    return all;
  }

  private String why(StepName step, boolean own) {
    if (run.isStopped()) {
      return "ended before";
    }
    if (step == StepName.SEGMENTS) {
      return run.network().access().isWhole()
          ? "no port is known to be open"
          : "takes root, or CAP_NET_RAW";
    }
    if (step == StepName.PORT && target.port().isEmpty()) {
      return "no port was named";
    }
    if (own) {
      return "the target is this machine";
    }
    if (!run.network().access().isWhole()) {
      return "takes root, or CAP_NET_RAW";
    }
    return step == StepName.PROGRAMS || step == StepName.NEXT_HOP
        ? "not possible here"
        : "needs " + step.needs().map(StepName::words).orElse("nothing");
  }
}
