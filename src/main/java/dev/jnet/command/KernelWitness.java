package dev.jnet.command;

import dev.jnet.host.ConnectionTable;
import dev.jnet.link.witness.KernelCopy;
import dev.jnet.link.witness.KernelQuestion;
import dev.jnet.link.witness.WitnessedLink;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelAnswer.Asked;
import dev.jnet.probe.KernelAnswer.Came;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import java.util.Optional;

/**
 * Compares what this machine's programs get with what injected probes get. Packets of programs go
 * through the packet filter, NAT and policy routes of this machine. Injected probes bypass these.
 *
 * <p>The kernel sends a copy of the first probe by its own socket, and listens for the answer to
 * the probe. That costs no round trip. Only when the two differ, or nothing answers at all, the
 * kernel asks a question of its own, and its answer is waited for.
 */
public final class KernelWitness {
  /** How long to wait for the answer to the kernel's question, in ns. */
  private static final long PATIENCE = 400 * Nanos.MILLISECOND;

  private KernelWitness() {}

  /** What injected probes got. */
  public enum Wire {
    /** The target answered. */
    ANSWERED,
    /** Nothing came back that says anything about the target. */
    SILENT,
    /** Something else: the kernel is not asked for more. */
    OTHER
  }

  /**
   * Adds what the kernel got to the outcome of a run. After a run that was broken or stopped the
   * kernel is not asked.
   */
  public static <R> NetworkPath.Outcome<R> beside(
      NetworkPath.Outcome<R> outcome, NetworkPath path, Via via, Wire wire, CommandRun run) {
    return outcome.broken().isPresent() || run.isStopped()
        ? outcome
        : outcome.beside(compare(run.network(), path, via, wire));
  }

  /**
   * What the kernel got, if that differs from what is seen on the wire.
   *
   * @param via the kind of the probes, and their port
   * @return empty when it does not differ or is not known, as in a practice network
   */
  public static Optional<KernelAnswer> compare(
      Network network, NetworkPath path, Via via, Wire wire) {
    Optional<WitnessedLink> link = network.kernelProbes().witnessed(path);
    Optional<KernelCopy> copy = link.isEmpty() ? Optional.empty() : link.get().copy();
    if (copy.isPresent() && copy.get().isHeldBack()) {
      return Optional.of(notSent(Asked.COPY, copy.get().reason()));
    }
    if (wire == Wire.SILENT) {
      return ask(network, path, via).filter(answer -> answer.came() != Came.NOTHING);
    }
    if (copy.isEmpty() || wire == Wire.OTHER) {
      return Optional.empty();
    }
    if (copy.get().listens() && !copy.get().heardAnswer()) {
      return ask(network, path, via)
          .filter(answer -> answer.came() == Came.NOTHING)
          .map(answer -> new KernelAnswer(answer.asked(), Came.ANSWER_DROPPED, ""));
    }
    return link.get().sawTooBig() && !copy.get().heardTooBig()
        ? Optional.of(new KernelAnswer(Asked.COPY, Came.REPORT_DROPPED, ""))
        : Optional.empty();
  }

  /**
   * Lets the kernel ask the target of a path.
   *
   * @param via an echo request, or a connection to a port
   * @return what it got; empty when it cannot be asked, as in a practice network
   */
  public static Optional<KernelAnswer> ask(Network network, NetworkPath path, Via via) {
    Optional<KernelQuestion> question = network.kernelProbes().question(path, via);
    if (question.isEmpty()) {
      return Optional.empty();
    }
    try (KernelQuestion asked = question.get()) {
      asked.send();
      Asked kind = asked.isEcho() ? Asked.ECHO : Asked.CONNECT;
      Came came =
          switch (asked.await(PATIENCE)) {
            case OPEN -> Came.NOTHING;
            case ANSWERED -> Came.ANSWER;
            case REFUSED -> Came.REFUSED;
            case NOT_SENT -> Came.NOT_SENT;
          };
      return Optional.of(
          came == Came.NOT_SENT
              ? notSent(kind, asked.reason())
              : new KernelAnswer(kind, came, asked.reason()));
    }
  }

  /**
   * A packet that did not leave: because connection tracking had no room, or for another reason.
   */
  private static KernelAnswer notSent(Asked asked, String reason) {
    Optional<ConnectionTable> table = ConnectionTable.now().filter(ConnectionTable::isFull);
    return table.isPresent()
        ? new KernelAnswer(
            asked,
            Came.TABLE_FULL,
            table.get().entries() + " of " + table.get().limit() + " entries")
        : new KernelAnswer(asked, Came.NOT_SENT, reason);
  }
}
