package dev.jnet.finding;

import dev.jnet.lab.Lab;
import dev.jnet.lab.PathsTaken;
import dev.jnet.lab.Practice;
import dev.jnet.lab.RandomPath;
import dev.jnet.lab.RandomPaths;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkException;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Nat64;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * A practice network with the end of its path, at which the judge asks.
 *
 * @param path what is true
 * @param version the IP version of the questions
 * @param target the address that is asked
 * @param hop how packets for it leave
 * @param taken the link, which notes by which of equal paths packets go
 * @param prober the one that asks
 */
record JudgedPath(
    RandomPath path,
    int version,
    InetAddress target,
    Practice practice,
    FirstHop hop,
    PathsTaken taken,
    Prober prober) {
  /** The longest that a question may take, in ns. */
  private static final long DEADLINE = 60 * Nanos.SECOND;

  /** The path of a seed. Every third is asked about by IPv6, and by NAT64 where there is one. */
  static JudgedPath of(long seed) throws LinkException {
    RandomPath path = RandomPaths.odd(seed);
    int version = seed % 3 == 0 ? 6 : 4;
    Lab lab = path.open();
    Practice practice = new Practice(lab);
    boolean isTranslated = version == 6 && path.translatorHop() > 0;
    InetAddress target =
        isTranslated
            ? Nat64.translated((Inet4Address) practice.address(RandomPaths.TARGET, 4))
            : practice.address(RandomPaths.TARGET, version);
    PathsTaken taken =
        new PathsTaken(practice.link, isTranslated ? path.translated() : path, target);
    return new JudgedPath(
        path,
        version,
        target,
        practice,
        lab.firstHop(target),
        taken,
        new Prober(taken, Pace.unlimited(), () -> false));
  }

  long seed() {
    return path.seed();
  }

  /** Asks until all is known or a minute has passed. */
  <R> R ask(Diagnosis<R> diagnosis) throws LinkException {
    return ask(diagnosis, DEADLINE);
  }

  <R> R ask(Diagnosis<R> diagnosis, long time) throws LinkException {
    return prober.run(diagnosis, practice.link.now() + time);
  }

  TcpSettings settings() {
    return TcpSettings.linux(version, Math.min(hop.mtu(), 65_535));
  }

  /** The question for the path MTU. */
  MtuQuestion mtuQuestion() {
    return new MtuQuestion(target(), hop, MtuQuestion.most(hop, version), seed());
  }
}
