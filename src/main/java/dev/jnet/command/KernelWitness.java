package dev.jnet.command;

import dev.jnet.link.witness.KernelCopy;
import dev.jnet.link.witness.ReturnKind;
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

  /**
   * Adds how the packets of programs fare to the outcome of a run. After a run that was broken or
   * stopped the kernel is not asked.
   *
   * @param silent whether nothing came back that says anything about the target
   */
  public static <R> NetworkPath.Outcome<R> beside(
      NetworkPath.Outcome<R> outcome, NetworkPath path, Via via, boolean silent, CommandRun run) {
    return outcome.broken().isPresent() || run.isStopped()
        ? outcome
        : outcome.beside(compare(run.network(), path, via, silent));
  }

  /**
   * How the packets of programs fare, where that differs from what is seen on the wire.
   *
   * @param via the kind of the probes, and their port
   * @param silent whether nothing came back that says anything about the target
   * @return nothing when it does not differ or is not known; in a practice network the plan tells
   */
  public static ProgramTraffic compare(Network network, NetworkPath path, Via via, boolean silent) {
    KernelProbes kernel = network.kernelProbes();
    Optional<KernelDeparture> departure = kernel.departure(path);
    Optional<KernelAnswer> answer = answer(network, path, via, silent);
    // connection tracking does not know the probes where NAT has rewritten their copy
    boolean unknown = departure.isPresent() && departure.get().isTranslated();
    return new ProgramTraffic(
        unknown ? answer.filter(KernelWitness::isOwn) : answer,
        departure,
        kernel.limits(path),
        kernel.cached(path));
  }

  /** Whether it is about a packet that the kernel itself sent, and not about the probes. */
  private static boolean isOwn(KernelAnswer answer) {
    return answer.asked() != Asked.COPY || answer.isNotSent();
  }

  private static Optional<KernelAnswer> answer(
      Network network, NetworkPath path, Via via, boolean silent) {
    Optional<KernelCopy> copy = network.kernelProbes().copy(path);
    if (copy.isPresent() && copy.get().isHeldBack()) {
      return Optional.of(AskedKernel.notSent(Asked.COPY, copy.get().reason()));
    }
    Optional<KernelAnswer> device =
        silent ? AskedKernel.ownDevice(network, path) : Optional.empty();
    if (device.isPresent()) {
      return device;
    }
    Optional<KernelAnswer> planned = network.kernelProbes().planned(via);
    if (planned.isPresent() && planned.get().isNotSent()) {
      return planned;
    }
    boolean missed = copy.isPresent() && copy.get().misses(ReturnKind.ANSWER);
    boolean waits = !silent && network.kernelProbes().waitsForNeighbor(path);
    if (silent || missed || waits) {
      Optional<KernelAnswer> asked = AskedKernel.ask(network, path, via);
      Optional<KernelAnswer> stuck = AskedKernel.noNeighbor(network, path, waits, asked);
      if (stuck.isPresent()) {
        return stuck;
      }
      boolean nothing = asked.isEmpty() || asked.get().came() == Came.NOTHING;
      if (nothing && missed) {
        return Optional.of(
            AskedKernel.missed(network, path, asked.isEmpty() ? Asked.COPY : asked.get().asked()));
      }
      if (silent) {
        return nothing ? Optional.empty() : asked;
      }
    }
    return copy.isEmpty() ? Optional.empty() : lostError(copy.get());
  }

  /**
   * The ICMP errors about the probes that the wire shows, and no socket of the kernel got.
   *
   * @return empty where there are none, and where that is unknown
   */
  public static Optional<KernelAnswer> lostError(Network network, NetworkPath path) {
    KernelProbes kernel = network.kernelProbes();
    boolean translated = kernel.departure(path).map(KernelDeparture::isTranslated).orElse(false);
    return translated ? Optional.empty() : kernel.copy(path).flatMap(KernelWitness::lostError);
  }

  private static Optional<KernelAnswer> lostError(KernelCopy copy) {
    if (copy.misses(ReturnKind.TOO_BIG)) {
      return Optional.of(new KernelAnswer(Asked.COPY, Came.REPORT_DROPPED, ""));
    }
    return copy.misses(ReturnKind.ERROR)
        ? Optional.of(new KernelAnswer(Asked.COPY, Came.ERROR_DROPPED, ""))
        : Optional.empty();
  }
}
