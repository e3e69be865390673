package dev.jnet.mtu;

import dev.jnet.lab.Lab;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Tally;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.function.Function;

/** Runs the search on practice networks. */
final class Practice {
  private static final long TEN_SECONDS = 10_000_000_000L;

  private Practice() {}

  /**
   * What came of it.
   *
   * @param elapsed ns of virtual time
   */
  record Run(MtuResult result, Tally tally, long elapsed) {}

  static Run mtu(String lab, String host, int version) throws LinkException {
    return mtu(Lab.open(lab, 0), host, version, 0);
  }

  static Run mtu(Lab lab, String host, int version, long seed) throws LinkException {
    return mtu(lab, host, version, seed, MtuDiagnosis::new);
  }

  /** The same with a scout in front. */
  static Run scouted(Lab lab, String host, int version, long seed) throws LinkException {
    return mtu(lab, host, version, seed, question -> new MtuDiagnosis(question).withScout());
  }

  private static Run mtu(
      Lab lab, String host, int version, long seed, Function<MtuQuestion, MtuDiagnosis> search)
      throws LinkException {
    InetAddress target =
        lab.resolve(host).stream()
            .filter(address -> Addresses.version(address) == version)
            .findFirst()
            .orElseThrow();
    FirstHop hop = lab.firstHop(target);
    Link link = lab.link();
    Prober prober = new Prober(link, Pace.unlimited(), () -> false);
    long startedAt = link.now();
    MtuResult result =
        prober.run(
            search.apply(new MtuQuestion(target, hop, MtuQuestion.most(hop, version), seed)),
            startedAt + TEN_SECONDS);
    return new Run(result, prober.tally(), link.now() - startedAt);
  }
}
