package dev.jnet.exporter;

import dev.jnet.probe.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A probe that was asked for, and is not answered yet.
 *
 * @param module how to probe
 * @param target whom, as the scrape named it
 * @param address the target's
 * @param deadline when the answer is due, on the clock of {@link System#nanoTime}
 * @param answer takes the answer
 * @param isRepeated whether it began before, on a link that broke
 */
public record ProbeOrder(
    ProbeModule module,
    String target,
    InetAddress address,
    long deadline,
    CompletableFuture<ProbeAnswer> answer,
    boolean isRepeated) {
  /** A probe that has not begun. */
  ProbeOrder(
      ProbeModule module,
      String target,
      InetAddress address,
      long deadline,
      CompletableFuture<ProbeAnswer> answer) {
    this(module, target, address, deadline, answer, false);
  }

  /** This probe, to begin once more. */
  ProbeOrder again() {
    return new ProbeOrder(module, target, address, deadline, answer, true);
  }

  /**
   * The kinds of probes, in the order in which to try them.
   *
   * @throws IOException when the target cannot be probed
   */
  public List<Via> via() throws IOException {
    return module.via(ProbeTarget.of(module.kind(), target));
  }

  /** Whether it is too late to begin. Then it is answered, which nobody may wait for any more. */
  boolean isOver() {
    if (remaining() > 0) {
      return false;
    }
    answer.complete(ProbeAnswer.failed("The probe did not end within its time."));
    return true;
  }

  /** The time that is left, in ns; 0 or less when there is none. */
  public long remaining() {
    return deadline - System.nanoTime();
  }
}
