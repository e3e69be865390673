package dev.jnet.handshake;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Tally;
import dev.jnet.unit.Port;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpQuote;
import dev.jnet.wire.Transport;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Connections that this machine's kernel makes to ports of one host, while we watch. Nothing is
 * sent from here: it takes a link that hands out what the kernel sends.
 */
public final class KernelSweep implements Diagnosis<List<HandshakeResult>> {
  /** Each is a socket, of which a process may have a thousand. */
  private static final int MAX_AT_ONCE = 64;

  private final HandshakeQuestion question;
  private final long interval;
  private final List<WatchedConnection> connections = new ArrayList<>();
  private final Map<Integer, WatchedConnection> byPort = new HashMap<>();
  private final List<WatchedConnection> running = new ArrayList<>();
  private int started;
  private long nextStart = Long.MIN_VALUE;

  /**
   * Connections to these ports, in this order.
   *
   * @param question with the port of ours from which the sockets connect
   * @param ports without repetitions
   * @param interval ns from the start of one connection to that of the next, at least
   * @param sockets gives the socket for a port
   */
  public KernelSweep(
      HandshakeQuestion question,
      List<Integer> ports,
      long interval,
      IntFunction<KernelSocket> sockets) {
    this.question = question;
    this.interval = interval;
    for (int port : ports) {
      WatchedConnection connection =
          new WatchedConnection(question.withPort(new Port(port)), sockets.apply(port));
      connections.add(connection);
      byPort.put(port, connection);
    }
  }

  /** Sends nothing; but it is here that the sockets are used. */
  @Override
  public Optional<Probe> next(long now) {
    while (mayStart() && now >= nextStart) {
      nextStart = now + interval;
      running.add(connections.get(started++));
    }
    for (int i = running.size() - 1; i >= 0; i--) {
      if (running.get(i).wakeAt() <= now) {
        running.get(i).proceed(now);
      }
      if (running.get(i).done()) {
        running.remove(i);
      }
    }
    return Optional.empty();
  }

  private boolean mayStart() {
    return started < connections.size() && running.size() < MAX_AT_ONCE;
  }

  @Override
  public void accept(Reply reply) {
    throw new IllegalStateException("a reply, and nothing was sent");
  }

  @Override
  public void overhear(Frame frame) {
    Dissection dissection = frame.dissect();
    if (dissection.ip().isEmpty() || dissection.transport().isEmpty()) {
      return;
    }
    IpPacket packet = dissection.ip().get();
    Transport transport = dissection.transport().get();
    if (transport instanceof Tcp tcp) {
      boolean outgoing = isOurs(packet.source(), tcp.sourcePort());
      WatchedConnection connection =
          outgoing
              ? find(packet.destination(), tcp.destinationPort())
              : isOurs(packet.destination(), tcp.destinationPort())
                  ? find(packet.source(), tcp.sourcePort())
                  : null;
      if (connection != null) {
        connection.see(outgoing, packet, tcp, frame.at());
      }
    } else if (transport instanceof IcmpError error) {
      overhear(packet, error, frame.at());
    }
  }

  private void overhear(IpPacket packet, IcmpError error, long at) {
    try {
      IpPacket quoted = error.quoted();
      TcpQuote quote = TcpQuote.parse(quoted);
      if (isOurs(quoted.source(), quote.sourcePort())) {
        WatchedConnection connection = find(quoted.destination(), quote.destinationPort());
        if (connection != null) {
          connection.fail(packet, error, at);
        }
      }
    } catch (MalformedPacketException notAboutTcp) {
      return;
    }
  }

  private boolean isOurs(InetAddress address, int port) {
    return port == question.localPort().number() && address.equals(question.hop().source());
  }

  private WatchedConnection find(InetAddress address, int port) {
    return address.equals(question.target()) ? byPort.get(port) : null;
  }

  @Override
  public long wakeAt() {
    long first = mayStart() ? nextStart : NEVER;
    for (WatchedConnection connection : running) {
      first = Math.min(first, connection.wakeAt());
    }
    return first;
  }

  /** The segments that passed: the kernel's, and what answered them. */
  public static Tally tally(List<HandshakeResult> results) {
    int sent = 0;
    int received = 0;
    for (HandshakeResult result : results) {
      for (Step step : result.steps()) {
        if (step.outgoing()) {
          sent++;
        } else {
          received++;
        }
      }
    }
    return new Tally(sent, received, 0);
  }

  @Override
  public boolean done() {
    return started == connections.size() && running.isEmpty();
  }

  @Override
  public List<HandshakeResult> result() {
    List<HandshakeResult> results = new ArrayList<>();
    for (WatchedConnection connection : connections) {
      results.add(connection.result());
    }
    return results;
  }
}
