package dev.jnet.finding;

import dev.jnet.finding.NameFinding.NameFound;
import dev.jnet.finding.NameFinding.NameSlow;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.unit.Nanos;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the look-up of a name. */
public final class NameConclusions {
  /** A look-up that takes longer than this, in ns, is reported as slow. */
  private static final long SLOW = Nanos.SECOND;

  private NameConclusions() {}

  /**
   * The addresses of a name.
   *
   * @param nanos how long the look-up took, in ns
   */
  public static List<Finding> found(String name, List<InetAddress> addresses, long nanos) {
    Grounds seen = told();
    List<Finding> findings = new ArrayList<>();
    if (nanos > SLOW) {
      findings.add(new NameSlow(name, nanos, seen));
    }
    findings.add(new NameFound(name, addresses, seen));
    return findings;
  }

  /** The grounds of a conclusion from what the resolver told. */
  public static Grounds told() {
    return Grounds.seen(Observation.of(Sent.NAME_QUESTION, 0, 1, Came.ANSWER, Optional.empty()));
  }

  /** The grounds of a conclusion from a look-up that failed. */
  public static Grounds untold() {
    return Grounds.seen(Observation.silence(Sent.NAME_QUESTION, 0, 1));
  }
}
