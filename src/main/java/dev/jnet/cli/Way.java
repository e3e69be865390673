package dev.jnet.cli;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Tally;
import dev.jnet.report.Sight;
import java.util.function.BooleanSupplier;

/**
 * An open way to a target.
 *
 * @param hop how packets leave
 * @param link where they leave, and where answers arrive
 * @param kernelMtu the path MTU that the kernel has cached for the target, in octets; 0 for none
 * @param sight how much of what passes is seen
 * @param shown how frames really leave, where the link does not have their headers: for reports
 */
record Way(FirstHop hop, Link link, int kernelMtu, Sight sight, FirstHop shown) {
  /** A way on which everything is seen. */
  Way(FirstHop hop, Link link, int kernelMtu) {
    this(hop, link, kernelMtu, Sight.CAPTURE, hop);
  }

  /**
   * What came of a diagnosis.
   *
   * @param tally what was sent and received
   * @param elapsed ns on the link's clock
   */
  record Outcome<R>(R result, Tally tally, long elapsed) {}

  /** Runs a diagnosis for at most so many ns. */
  <R> Outcome<R> run(Diagnosis<R> diagnosis, Pace pace, long time, BooleanSupplier stopped)
      throws LinkException {
    Prober prober = new Prober(link, pace, stopped);
    long startedAt = link.now();
    R result = prober.run(diagnosis, startedAt + time);
    return new Outcome<>(result, prober.tally(), link.now() - startedAt);
  }
}
