package dev.jnet.command;

import dev.jnet.link.witness.KernelCopy;
import dev.jnet.link.witness.WitnessedLink;
import dev.jnet.network.KernelProbes;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelAnswer.Asked;
import dev.jnet.probe.KernelAnswer.Came;
import dev.jnet.probe.KernelDeparture;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.probe.Via;
import java.util.Optional;

/**
 * Compares what this machine's programs get with what injected probes get. Packets of programs go
 * through the packet filter, NAT and policy routes of this machine. Injected probes bypass these.
 *
 * <p>The kernel sends a copy of the first probe by its own socket, and listens for the answer to
 * the probe: that costs no round trip. Only when the two differ, or nothing answers, the kernel
 * asks a question of its own, and its answer is waited for.
 */
public final class KernelWitness {
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
   * Adds how the packets of programs fare to the outcome of a run. After a run that was broken or
   * stopped the kernel is not asked.
   */
  public static <R> NetworkPath.Outcome<R> beside(
      NetworkPath.Outcome<R> outcome, NetworkPath path, Via via, Wire wire, CommandRun run) {
    return outcome.broken().isPresent() || run.isStopped()
        ? outcome
        : outcome.beside(compare(run.network(), path, via, wire));
  }

  /**
   * How the packets of programs fare, where that differs from what is seen on the wire.
   *
   * @param via the kind of the probes, and their port
   * @return nothing when it does not differ or is not known, as in a practice network
   */
  public static ProgramTraffic compare(Network network, NetworkPath path, Via via, Wire wire) {
    KernelProbes kernel = network.kernelProbes();
    Optional<KernelDeparture> departure = kernel.departure(path);
    Optional<KernelAnswer> answer = answer(network, path, via, wire);
    // connection tracking does not know the probes where NAT has rewritten their copy
    boolean unknown = departure.isPresent() && departure.get().isTranslated();
    return new ProgramTraffic(
        unknown ? answer.filter(each -> !each.isLostError()) : answer,
        departure,
        kernel.limits(path));
  }

  private static Optional<KernelAnswer> answer(
      Network network, NetworkPath path, Via via, Wire wire) {
    Optional<WitnessedLink> link = network.kernelProbes().witnessed(path);
    Optional<KernelCopy> copy = link.isEmpty() ? Optional.empty() : link.get().copy();
    if (copy.isPresent() && copy.get().isHeldBack()) {
      return Optional.of(AskedKernel.notSent(Asked.COPY, copy.get().reason()));
    }
    if (wire == Wire.SILENT) {
      return AskedKernel.ask(network, path, via).filter(answer -> answer.came() != Came.NOTHING);
    }
    if (copy.isEmpty()) {
      return Optional.empty();
    }
    if (wire == Wire.ANSWERED && copy.get().listens() && !copy.get().heardAnswer()) {
      return AskedKernel.ask(network, path, via)
          .filter(answer -> answer.came() == Came.NOTHING)
          .map(answer -> new KernelAnswer(answer.asked(), Came.ANSWER_DROPPED, ""));
    }
    Optional<Came> dropped = dropped(link.get(), copy.get());
    return dropped.isEmpty()
        ? Optional.empty()
        : Optional.of(new KernelAnswer(Asked.COPY, dropped.get(), ""));
  }

  /** The ICMP errors that the wire shows, and no socket of the kernel got. */
  private static Optional<Came> dropped(WitnessedLink link, KernelCopy copy) {
    if (link.sawTooBig() && !copy.heardTooBig()) {
      return Optional.of(Came.REPORT_DROPPED);
    }
    return link.sawError() && !copy.heardError()
        ? Optional.of(Came.ERROR_DROPPED)
        : Optional.empty();
  }
}
