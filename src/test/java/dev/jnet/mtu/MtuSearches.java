package dev.jnet.mtu;

import dev.jnet.lab.Lab;
import dev.jnet.lab.Practice;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkException;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Tally;
import dev.jnet.unit.Nanos;
import java.net.InetAddress;
import java.util.function.Function;

/** Searches for a path MTU on practice networks. */
final class MtuSearches {
  private MtuSearches() {}

  /**
   * A search that has ended.
   *
   * @param elapsed ns of virtual time
   */
  record Search(MtuResult result, Tally tally, long elapsed) {}

  static Search mtu(String lab, String host, int version) throws LinkException {
    return mtu(Lab.open(lab, 0), host, version, 0);
  }

  static Search mtu(Lab lab, String host, int version, long seed) throws LinkException {
    return mtu(lab, host, version, seed, MtuDiagnosis::new);
  }

  /** A search that sends a scout first: see {@link MtuDiagnosis#withScout()}. */
  static Search scouted(Lab lab, String host, int version, long seed) throws LinkException {
    return mtu(lab, host, version, seed, question -> new MtuDiagnosis(question).withScout());
  }

  private static Search mtu(
      Lab lab, String host, int version, long seed, Function<MtuQuestion, MtuDiagnosis> search)
      throws LinkException {
    Practice practice = new Practice(lab);
    InetAddress target = practice.address(host, version);
    FirstHop hop = lab.firstHop(target);
    MtuQuestion question = new MtuQuestion(target, hop, MtuQuestion.most(hop, version), seed);
    Prober prober = new Prober(practice.link, Pace.unlimited(), () -> false);
    long startedAt = practice.link.now();
    MtuResult result = prober.run(search.apply(question), startedAt + 10 * Nanos.SECOND);
    return new Search(result, prober.tally(), practice.link.now() - startedAt);
  }
}
