package dev.jnet.regression;

import dev.jnet.handshake.KernelSocket;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.tcp.Connection;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.InitialSequence;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.io.IOException;
import java.util.Optional;

/** A kernel's connection on a practice network, behind the socket that an application has. */
final class SimulatedKernel implements KernelSocket {
  private final Link link;
  private final FirstHop hop;
  private final SocketPair ends;
  private final TcpSettings settings;
  private Connection connection;
  private boolean unreachable;
  private int identification = 100;

  SimulatedKernel(Link link, FirstHop hop, SocketPair ends) {
    this.link = link;
    this.hop = hop;
    this.ends = ends;
    this.settings = TcpSettings.linux(4, hop.mtu());
  }

  @Override
  public void connect() {
    connection = Connection.connect(settings, ends, InitialSequence.ofSeed(5), link.now());
  }

  @Override
  public boolean isConnected() throws IOException {
    if (unreachable) {
      throw new IOException("No route to host");
    }
    if (connection.ending() == Ending.REFUSED) {
      throw new IOException("Connection refused");
    }
    if (connection.ending() == Ending.TIMED_OUT) {
      throw new IOException("Connection timed out");
    }
    return connection.state().isSynchronized();
  }

  @Override
  public int write(byte[] data, int from) throws IOException {
    if (!connection.state().maySend()) {
      throw new IOException("Broken pipe");
    }
    return connection.send(data, from);
  }

  @Override
  public Optional<byte[]> read(int most) throws IOException {
    if (connection.ending() == Ending.RESET) {
      throw new IOException("Connection reset by peer");
    }
    byte[] data = connection.read(most);
    return data.length == 0 && connection.remoteClosed() ? Optional.empty() : Optional.of(data);
  }

  @Override
  public void shutdown() {
    connection.close(link.now());
  }

  @Override
  public void abort() {
    connection.abort(link.now());
  }

  @Override
  public void close() {
    if (connection.state() == TcpState.SYN_SENT) {
      connection.abort(link.now());
    } else if (connection.state().maySend()) {
      connection.close(link.now());
    }
  }

  /** Sends what the connection has; the frames come back stamped. */
  void send() throws LinkException {
    if (connection == null) {
      return;
    }
    for (var tcp = connection.next(link.now());
        tcp.isPresent();
        tcp = connection.next(link.now())) {
      byte[] segment = tcp.get().emit(ends.local(), ends.remote());
      link.send(
          hop.frame(
              IpPacket.unsplittable(
                  ends.local(),
                  ends.remote(),
                  identification++,
                  64,
                  new Payload(IpProtocol.TCP, segment))));
    }
  }

  /** Takes a frame that came, where it is for this connection. */
  void take(Frame frame) {
    if (connection == null || frame.outgoing()) {
      return;
    }
    var transport = frame.dissect().transport().orElse(null);
    if (transport instanceof Tcp tcp && tcp.sourcePort() == ends.remotePort().number()) {
      connection.accept(tcp, frame.at());
    } else if (transport instanceof IcmpError error
        && error.kind() != IcmpError.Kind.TOO_BIG
        && connection.state() == TcpState.SYN_SENT) {
      unreachable = true;
    }
  }

  long wakeAt() {
    return connection == null ? Long.MAX_VALUE : connection.wakeAt();
  }
}
