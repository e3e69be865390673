package dev.jnet.network;

import dev.jnet.link.witness.KernelCopy;
import dev.jnet.link.witness.KernelQuestion;
import dev.jnet.link.witness.WitnessedLink;
import dev.jnet.options.NetworkOptions;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.Optional;

/**
 * What this machine's kernel sends beside probes: a copy of the first probe, and a question of its
 * own where that is wanted. The sockets for both need privileges. So they are opened together with
 * the link, before the privileges are given up.
 */
final class HostKernelProbes implements KernelProbes, AutoCloseable {
  private final NetworkOptions options;
  private final HostRoutes routes;
  private final OpenLinks links;
  private Optional<KernelQuestion> echo = Optional.empty();

  HostKernelProbes(NetworkOptions options, HostRoutes routes, OpenLinks links) {
    this.options = options;
    this.routes = routes;
    this.links = links;
  }

  /** Opens the socket for an echo request to the target of a path, which is now open. */
  void prepareQuestion(NetworkPath path) throws IOException {
    close();
    echo =
        isWitnessed(path)
            ? KernelQuestion.echo(
                path.target(),
                path.hop().source(),
                (int) new Seeds().next() & 0xffff,
                options.interfaceName())
            : Optional.empty();
  }

  /** Opens the socket for a copy of the first probe on a path, which is now open. */
  void prepareCopy(NetworkPath path) throws IOException {
    int protocol = routes.flow().protocol(Addresses.version(path.target()));
    links.witness(
        path,
        isWitnessed(path)
            ? KernelCopy.open(path.target(), protocol, options.interfaceName())
            : Optional.empty());
  }

  @Override
  public Optional<WitnessedLink> witnessed(NetworkPath path) {
    return isWitnessed(path) ? links.witnessed(path) : Optional.empty();
  }

  private boolean isWitnessed(NetworkPath path) {
    return path.access().isWhole() && !options.many() && !options.wireOnly() && !path.isOwn();
  }

  @Override
  public Optional<KernelQuestion> question(NetworkPath path, Via via) {
    if (!isWitnessed(path) || via.kind() == Via.Kind.UDP) {
      return Optional.empty();
    }
    if (via.kind() == Via.Kind.TCP) {
      return KernelQuestion.connection(
          path.target(), path.hop().source(), via.port(), options.interfaceName());
    }
    Optional<KernelQuestion> prepared = echo;
    echo = Optional.empty();
    return prepared;
  }

  @Override
  public void close() {
    echo.ifPresent(KernelQuestion::close);
    echo = Optional.empty();
  }
}
