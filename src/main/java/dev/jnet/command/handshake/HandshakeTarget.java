package dev.jnet.command.handshake;

import dev.jnet.command.ConnectOrder;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.Endpoint;
import dev.jnet.probe.Via;
import dev.jnet.tcp.SynPatience;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;

/**
 * A host, its address, and how to connect to its ports.
 *
 * @param passedOver addresses of the host that were tried before, and were silent
 * @param hasNext whether another address is tried next, so that this one gets little time
 */
record HandshakeTarget(
    Endpoint endpoint,
    InetAddress address,
    HandshakeOptions options,
    List<InetAddress> passedOver,
    boolean hasNext) {
  /** A host of which only this address is tried. */
  HandshakeTarget(Endpoint endpoint, InetAddress address, HandshakeOptions options) {
    this(endpoint, address, options, List.of(), false);
  }

  /** The most bytes of an answer that are read. */
  private static final int MAX_REPLY = 1 << 16;

  /** The longest wait for data, and for the other side's FIN, in ns. */
  private static final long MAX_REPLY_PATIENCE = 2 * Nanos.SECOND;

  /** The packets to the first port, because this machine's rules may choose a route by them. */
  Via packets() {
    return Via.tcp(new Port(endpoint.ports().get(0)));
  }

  /**
   * The question about the first port.
   *
   * @param mtu the largest packet for segments of this machine, in bytes
   * @param localPort this machine's port
   */
  HandshakeQuestion question(NetworkPath path, int mtu, Port localPort, long seed) {
    long patience = Nanos.of(options.patience());
    boolean hurried = hasNext && !options.sends(); // with data the whole exchange may take long
    long connecting = hurried ? Math.min(patience, ConnectOrder.PATIENCE) : patience;
    return new HandshakeQuestion(
        address,
        new Port(endpoint.ports().get(0)),
        path.hop(),
        localPort,
        new SynPatience(connecting).linux(Addresses.version(address), mtu),
        options.halfOpen(),
        options.data(),
        MAX_REPLY,
        Math.min(patience, MAX_REPLY_PATIENCE),
        seed);
  }
}
