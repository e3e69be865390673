package dev.jnet.network;

import dev.jnet.lab.Lab;
import dev.jnet.lab.Setting;
import dev.jnet.link.witness.BridgeDrop;
import dev.jnet.link.witness.KernelCopy;
import dev.jnet.link.witness.KernelQuestion;
import dev.jnet.probe.CachedPathMtu;
import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelAnswer.Asked;
import dev.jnet.probe.KernelAnswer.Came;
import dev.jnet.probe.KernelDeparture;
import dev.jnet.probe.RouteLimits;
import dev.jnet.probe.Via;
import java.util.Optional;

/** A practice network has no kernel that could send anything; its plan says what programs get. */
record LabKernelProbes(Lab lab) implements KernelProbes {
  @Override
  public Optional<KernelQuestion> question(NetworkPath path, Via via) {
    return Optional.empty();
  }

  @Override
  public Optional<KernelAnswer> planned(Via via) {
    if (via.kind() != Via.Kind.TCP) {
      return Optional.empty();
    }
    int port = via.port().orElseThrow().number();
    if (port == lab.ofClient(Setting.DROPS_OWN)) {
      return Optional.of(
          new KernelAnswer(Asked.CONNECT, Came.NOT_SENT, "Operation not permitted (EPERM)"));
    }
    return port == lab.ofClient(Setting.SERVES_OWN)
        ? Optional.of(new KernelAnswer(Asked.CONNECT, Came.ANSWER, ""))
        : Optional.empty();
  }

  @Override
  public Optional<KernelCopy> copy(NetworkPath path) {
    return Optional.empty();
  }

  @Override
  public Optional<KernelDeparture> departure(NetworkPath path) {
    return Optional.empty();
  }

  @Override
  public boolean waitsForNeighbor(NetworkPath path) {
    return false;
  }

  @Override
  public Optional<BridgeDrop> bridgeDrop(NetworkPath path) {
    return Optional.empty();
  }

  @Override
  public int refusedFrames(NetworkPath path) {
    return 0;
  }

  @Override
  public Optional<RouteLimits> limits(NetworkPath path) {
    return Optional.empty();
  }

  @Override
  public Optional<CachedPathMtu> cached(NetworkPath path) {
    return Optional.empty();
  }
}
