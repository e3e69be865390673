package dev.jnet.network;

import dev.jnet.link.witness.BridgeDrop;
import dev.jnet.link.witness.KernelCopy;
import dev.jnet.link.witness.KernelQuestion;
import dev.jnet.probe.CachedPathMtu;
import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelDeparture;
import dev.jnet.probe.RouteLimits;
import dev.jnet.probe.Via;
import java.util.Optional;

/**
 * What this machine's kernel sends and receives by its own sockets, as programs do, beside injected
 * probes. A practice network has no kernel to ask.
 */
public interface KernelProbes {
  /**
   * A question to a path's target that the kernel asks by its own socket, as a program would. It is
   * not sent yet.
   *
   * @param via an echo request, or a connection to a port
   * @return empty in a practice network, for an ordinary user, for one of many targets, and with
   *     {@code --wire-only}
   */
  Optional<KernelQuestion> question(NetworkPath path, Via via);

  /**
   * What programs get by the plan of a practice network; empty elsewhere, and where the plan says
   * that they get what probes get.
   *
   * @param via an echo request, or a connection to a port
   */
  default Optional<KernelAnswer> planned(Via via) {
    return Optional.empty();
  }

  /**
   * The copy of the first probe on a path, which the kernel has sent.
   *
   * @return empty where it has not, as in a practice network
   */
  Optional<KernelCopy> copy(NetworkPath path);

  /**
   * How the copy of the first probe left.
   *
   * @return empty where it left as probes do, and where that is unknown
   */
  Optional<KernelDeparture> departure(NetworkPath path);

  /**
   * Whether the copy of the first probe waits in this machine, because the kernel has no hardware
   * address of the next hop, which probes have.
   */
  boolean waitsForNeighbor(NetworkPath path);

  /**
   * What a bridge of this machine does to the packets on a path by which no answer came.
   *
   * @return empty where it passes them on, and where no bridge is on the path
   */
  Optional<BridgeDrop> bridgeDrop(NetworkPath path);

  /**
   * How many frames the interface of a path did not take, for lack of room (ENOBUFS), since it last
   * took one. A filter on the way out of an interface refuses what it drops in the same way.
   */
  int refusedFrames(NetworkPath path);

  /**
   * What the route of a path says about the size of packets that programs send.
   *
   * @return empty where it says nothing, for one of many targets, and with {@code --wire-only}
   */
  Optional<RouteLimits> limits(NetworkPath path);

  /**
   * The path MTU that the kernel had learned for the target of a path before it was probed, without
   * what has arrived.
   *
   * @return empty where it is none below the interface's, for one of many targets, and with {@code
   *     --wire-only}
   */
  Optional<CachedPathMtu> cached(NetworkPath path);
}
