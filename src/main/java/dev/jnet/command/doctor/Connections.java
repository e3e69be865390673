package dev.jnet.command.doctor;

import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.TargetConclusions;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.PortSweep;
import dev.jnet.probe.Diagnosis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections to one port from several ports of this machine, all at once. Routers choose among
 * equal paths by the ports, so that each connection may take another one.
 *
 * @param first opened and closed in order
 * @param others reset as soon as they are answered
 */
record Connections(Stopwatch<List<HandshakeResult>> first, List<PortSweep> others) {
  /** Enough to meet one of four equal paths with a probability of 99 %. */
  static final int FLOWS = 16;

  /**
   * Connections that have not begun.
   *
   * @param own whether the target is this machine, to which there is one path
   */
  static Connections to(int port, SmallQuestions questions, boolean own) throws IOException {
    List<PortSweep> others = new ArrayList<>();
    for (int i = 0; i < FLOWS && !own; i++) {
      others.add(questions.connection(port, questions.localPort(), true));
    }
    return new Connections(
        new Stopwatch<>(questions.connection(port, questions.localPort(), false)), others);
  }

  /** All of them. */
  List<Diagnosis<?>> questions() {
    List<Diagnosis<?>> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  /** Whether all of them are over. */
  boolean isOver() {
    return questions().stream().allMatch(Diagnosis::done);
  }

  /**
   * Connections from the same ports, where some of the first ones were answered and others were
   * not. A router that chooses a path by the ports sends each by its path again.
   */
  List<PortSweep> again(SmallQuestions questions) throws IOException {
    List<PortSweep> again = new ArrayList<>();
    if (!TargetConclusions.differ(results())) {
      return again;
    }
    for (HandshakeResult each : results()) {
      if (each.syn().isPresent()) {
        int local = each.syn().get().sourcePort();
        again.add(questions.connection(each.port(), local, true));
      }
    }
    return again;
  }

  private List<HandshakeResult> results() {
    List<HandshakeResult> results = new ArrayList<>(first.result());
    others.forEach(each -> results.addAll(each.result()));
    return results;
  }

  /** What the connections showed, and what a second try from the same ports showed. */
  StepResult result(List<PortSweep> again) {
    List<HandshakeResult> flows = results();
    return StepResult.of(
        StepName.PORT,
        TargetConclusions.ofFlows(
            flows.get(0),
            flows.subList(1, flows.size()),
            again.stream().flatMap(each -> each.result().stream()).toList()),
        first.elapsed());
  }
}
