package dev.jnet.trace;

import dev.jnet.lab.Lab;
import dev.jnet.lab.Practice;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Ttl;
import java.net.InetAddress;

/** Traces on practice networks. */
final class Traces {
  private Traces() {}

  static TraceQuestion question(Lab lab, String name, int version, Via via) throws LinkException {
    return question(lab, name, version, via, 30, 3, 1);
  }

  static TraceQuestion question(
      Lab lab, String name, int version, Via via, int most, int queries, int flows)
      throws LinkException {
    InetAddress target = new Practice(lab).address(name, version);
    return new TraceQuestion(
        target, lab.firstHop(target), via, scope(most, queries, flows), 3 * Nanos.SECOND, 7);
  }

  /** TTLs from 1 on. */
  static TraceQuestion.Scope scope(int most, int queries, int flows) {
    return new TraceQuestion.Scope(new Ttl(1), new Ttl(most), queries, flows);
  }

  static TraceResult run(Lab lab, TraceQuestion question) throws LinkException {
    return run(lab.link(), new TraceDiagnosis(question));
  }

  static TraceResult run(Link link, Diagnosis<TraceResult> diagnosis) throws LinkException {
    return Practice.run(link, diagnosis);
  }
}
