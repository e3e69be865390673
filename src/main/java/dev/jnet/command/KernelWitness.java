package dev.jnet.command;

import dev.jnet.link.KernelQuestion;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelAnswer.Asked;
import dev.jnet.probe.KernelAnswer.Came;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import java.util.Optional;

/**
 * Where injected probes get no answer, this machine's kernel asks once by its own socket, as a
 * program would: its packets pass through the packet filter, NAT and policy routes of this machine,
 * which injected probes pass by.
 */
public final class KernelWitness {
  /** How long its answer is waited for, in ns. */
  private static final long PATIENCE = 400 * Nanos.MILLISECOND;

  private KernelWitness() {}

  /**
   * What came of a question that was not answered, beside what the kernel gets. A run that was
   * broken or stopped asks nobody any more.
   */
  public static <R> NetworkPath.Outcome<R> beside(
      NetworkPath.Outcome<R> outcome, NetworkPath path, Via via, CommandRun run) {
    return outcome.broken().isPresent() || run.isStopped()
        ? outcome
        : outcome.beside(ask(run.network(), path, via));
  }

  /**
   * Has the kernel ask the target of a path.
   *
   * @param via an echo request, or a connection to a port
   * @return what it got; empty where it is not asked, as in a practice network
   */
  public static Optional<KernelAnswer> ask(Network network, NetworkPath path, Via via) {
    Optional<KernelQuestion> question = network.kernelQuestion(path, via);
    if (question.isEmpty()) {
      return Optional.empty();
    }
    try (KernelQuestion asked = question.get()) {
      asked.send();
      Came came =
          switch (asked.await(PATIENCE)) {
            case OPEN -> Came.NOTHING;
            case ANSWERED -> Came.ANSWER;
            case REFUSED -> Came.REFUSED;
            case NOT_SENT -> Came.NOT_SENT;
          };
      return Optional.of(
          new KernelAnswer(asked.isEcho() ? Asked.ECHO : Asked.CONNECT, came, asked.reason()));
    }
  }
}
