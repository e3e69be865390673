package dev.jnet.network;

import dev.jnet.link.witness.KernelQuestion;
import dev.jnet.link.witness.WitnessedLink;
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
   * The link of a path, beside which the kernel has sent a copy of the first probe.
   *
   * @return empty where it has not, as in a practice network
   */
  Optional<WitnessedLink> witnessed(NetworkPath path);
}
