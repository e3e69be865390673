package dev.jnet.command;

import dev.jnet.host.ConnectionTable;
import dev.jnet.host.HostException;
import dev.jnet.link.ReversePathFilter;
import dev.jnet.link.witness.KernelCopy;
import dev.jnet.link.witness.KernelQuestion;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelAnswer.Asked;
import dev.jnet.probe.KernelAnswer.Came;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.util.Optional;

/** A question of its own that this machine's kernel asks, as a program would have it asked. */
public final class AskedKernel {
  /** How long to wait for the answer to the kernel's question, in ns. */
  private static final long PATIENCE = 400 * Nanos.MILLISECOND;

  private AskedKernel() {}

  /**
   * Lets the kernel ask the target of a path.
   *
   * @param via an echo request, or a connection to a port
   * @return what it got; empty when it cannot be asked, as in a practice network
   */
  public static Optional<KernelAnswer> ask(Network network, NetworkPath path, Via via) {
    Optional<KernelQuestion> question = network.kernelProbes().question(path, via);
    if (question.isEmpty()) {
      return network.kernelProbes().planned(via);
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
   * Whether packets of programs wait in vain for the hardware address of the next hop.
   *
   * @param before whether one waited before the kernel asked a question of its own
   * @param asked what the kernel asked, and got
   */
  static Optional<KernelAnswer> noNeighbor(
      Network network, NetworkPath path, boolean before, Optional<KernelAnswer> asked) {
    boolean answered = asked.isPresent() && asked.get().came() != Came.NOTHING;
    if (!before || answered || !network.kernelProbes().waitsForNeighbor(path)) {
      return Optional.empty();
    }
    boolean six = Addresses.version(path.target()) == 6;
    String reason =
        (six ? "the kernel's neighbor discovery of " : "the kernel's ARP for ")
            + Addresses.text(path.hop().nextHop())
            + " got no answer";
    return Optional.of(new KernelAnswer(Asked.COPY, Came.NO_NEIGHBOR, reason));
  }

  /** What an interface or a bridge of this machine has to do with silence. */
  public static Optional<KernelAnswer> ownDevice(Network network, NetworkPath path) {
    int refused = network.kernelProbes().refusedFrames(path);
    if (refused > 0) {
      return Optional.of(KernelAnswer.interfaceDrops(path.device().name(), refused));
    }
    return network
        .kernelProbes()
        .bridgeDrop(path)
        .map(drop -> KernelAnswer.bridge(drop.incoming(), drop.bridge()));
  }

  /** What it means that the kernel's TCP does not take a SYN-ACK that the wire shows. */
  public static KernelAnswer notTaken(Network network, NetworkPath path) {
    KernelAnswer why = missed(network, path, Asked.CONNECT);
    return why.came() == Came.ANSWER_DROPPED
        ? new KernelAnswer(Asked.CONNECT, Came.ANSWER_NOT_TAKEN, "")
        : why;
  }

  /** What it means that no socket of the kernel gets an answer that the wire shows. */
  public static KernelAnswer missed(Network network, NetworkPath path, Asked asked) {
    Optional<KernelCopy> copy = network.kernelProbes().copy(path);
    if (copy.isPresent() && copy.get().isHeldBack()) {
      return notSent(Asked.COPY, copy.get().reason());
    }
    try {
      if (ReversePathFilter.drops(path.target(), path.hop().source(), path.device().index())) {
        return KernelAnswer.reversePath(asked, path.device().name());
      }
    } catch (HostException untold) {
      return new KernelAnswer(asked, Came.ANSWER_DROPPED, "");
    }
    return new KernelAnswer(asked, Came.ANSWER_DROPPED, "");
  }

  /** A packet that did not leave, perhaps because connection tracking had no room. */
  static KernelAnswer notSent(Asked asked, String reason) {
    Optional<ConnectionTable> full = ConnectionTable.now().filter(ConnectionTable::isFull);
    return full.isPresent()
        ? KernelAnswer.tableFull(asked, full.get().entries(), full.get().limit())
        : new KernelAnswer(asked, Came.NOT_SENT, reason);
  }
}
