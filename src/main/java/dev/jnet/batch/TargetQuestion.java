package dev.jnet.batch;

import dev.jnet.console.Printout;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Tally;

/**
 * A question about one target, ready to be asked.
 *
 * @param time ns after which the target is given up
 * @param answer makes an answer from the result of the diagnosis
 */
public record TargetQuestion<R>(Diagnosis<R> diagnosis, long time, Answering<R> answer) {
  /** Makes an answer from the result of a diagnosis. */
  public interface Answering<R> {
    /**
     * The answer.
     *
     * @param tally what was sent and received
     * @param elapsed ns on the link's clock
     */
    Printout of(R result, Tally tally, long elapsed);
  }
}
