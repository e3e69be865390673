package dev.jnet.handshake;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.OtherWayBack;
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
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Connections that this machine's kernel makes to ports of one host, read from the segments that
 * pass. This diagnosis sends nothing itself. Its link must also capture what the kernel sends.
 */
public final class KernelSweep implements Diagnosis<List<HandshakeResult>> {
  /** Each connection is a socket, and a process may usually have about a thousand. */
  private static final int MAX_AT_ONCE = 64;

  private final HandshakeQuestion question;
  private final long interval;
  private final List<Integer> ports;
  private final IntFunction<KernelSocket> sockets;
  private final ResultsInOrder results;
  private final Map<Integer, WatchedConnection> byPort = new HashMap<>();
  private final List<Started> running = new ArrayList<>();
  private final Map<Translation, Integer> translated = new HashMap<>();
  private final List<OtherWayBack> waysBack = new ArrayList<>();
  private int started;
  private long nextStart = Long.MIN_VALUE;

  /** A connection under way, and the place of its port. */
  private record Started(int index, WatchedConnection connection) {}

  /**
   * Connections to these ports, in this order.
   *
   * @param question with the local port from which the sockets connect
   * @param ports without repetitions
   * @param interval the least time from the start of one connection to that of the next, in ns
   * @param sockets gives the socket for a port
   * @param listener gets results in the order of the ports while other connections are still under
   *     way
   */
  public KernelSweep(
      HandshakeQuestion question,
      List<Integer> ports,
      long interval,
      IntFunction<KernelSocket> sockets,
      Consumer<List<HandshakeResult>> listener) {
    this.question = question;
    this.interval = interval;
    this.ports = ports;
    this.sockets = sockets;
    this.results = new ResultsInOrder(ports.size(), listener);
  }

  /** Uses the sockets, and never returns a probe. */
  @Override
  public Optional<Probe> next(long now) {
    while (mayStart() && now >= nextStart) {
      nextStart = now + interval;
      int port = ports.get(started);
      WatchedConnection connection = connection(port);
      byPort.put(port, connection);
      running.add(new Started(started++, connection));
    }
    for (int i = running.size() - 1; i >= 0; i--) {
      WatchedConnection connection = running.get(i).connection;
      if (connection.wakeAt() <= now) {
        connection.proceed(now);
      }
      if (connection.done()) {
        end(running.remove(i));
      }
    }
    results.tell();
    return Optional.empty();
  }

  private WatchedConnection connection(int port) {
    return new WatchedConnection(question.withPort(new Port(port)), sockets.apply(port));
  }

  /** Keeps only the result of a connection that is over. */
  private void end(Started over) {
    int port = ports.get(over.index);
    results.set(over.index, over.connection.result().translatedTo(translation(port)));
    byPort.remove(port);
  }

  private boolean mayStart() {
    return started < results.ports() && running.size() < MAX_AT_ONCE;
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
      boolean outgoing = isOurs(packet.source(), tcp.sourcePort()) || isTranslated(frame, tcp);
      if (outgoing && tcp.has(Tcp.SYN)) {
        follow(packet.destination(), tcp.destinationPort());
      }
      WatchedConnection connection =
          outgoing
              ? find(packet.destination(), tcp.destinationPort())
              : isOurPort(tcp.destinationPort()) ? find(packet.source(), tcp.sourcePort()) : null;
      if (connection != null) {
        connection.see(outgoing, packet, tcp, frame.at());
        OtherWayBack.note(waysBack, frame);
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

  @Override
  public void filtered(Frame frame) {
    Dissection dissection = frame.dissect();
    if (dissection.ip().isPresent()
        && dissection.transport().isPresent()
        && dissection.transport().get() instanceof Tcp tcp
        && isOurPort(tcp.destinationPort())
        && find(dissection.ip().get().source(), tcp.sourcePort()) != null) {
      OtherWayBack.note(waysBack, frame);
    }
  }

  private boolean isOurs(InetAddress address, int port) {
    return isOurPort(port) && address.equals(question.hop().source());
  }

  private boolean isOurPort(int port) {
    return port == question.localPort().number();
  }

  /**
   * Whether a segment leaves this machine from the local port, with a source address that the
   * machine's NAT chose.
   */
  private boolean isTranslated(Frame frame, Tcp tcp) {
    return frame.foreign() && isOurPort(tcp.sourcePort());
  }

  /**
   * Finds out whether this machine's NAT sends a SYN to another place than was asked for. Such a
   * SYN belongs to the only connection whose SYN has not been seen. When several are unseen, none
   * is chosen.
   */
  private void follow(InetAddress address, int port) {
    if (find(address, port) != null) {
      return;
    }
    List<Started> unseen = running.stream().filter(each -> each.connection.isUnseen()).toList();
    if (unseen.size() == 1) {
      translated.put(new Translation(address, port), ports.get(unseen.get(0).index));
    }
  }

  private WatchedConnection find(InetAddress address, int port) {
    Integer asked =
        address.equals(question.target())
            ? Integer.valueOf(port)
            : translated.get(new Translation(address, port));
    return asked == null ? null : byPort.get(asked);
  }

  private Optional<Translation> translation(int port) {
    return translated.entrySet().stream()
        .filter(entry -> entry.getValue() == port)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public long wakeAt() {
    long first = mayStart() ? nextStart : NEVER;
    for (Started each : running) {
      first = Math.min(first, each.connection.wakeAt());
    }
    return first;
  }

  /** Counts the segments that the kernel sent, and those that arrived. */
  public Tally tally() {
    int sent = 0;
    int received = 0;
    for (HandshakeResult result : result()) {
      for (Step step : result.steps()) {
        if (step.outgoing()) {
          sent++;
        } else {
          received++;
        }
      }
    }
    return new Tally(sent, received, 0, 0, waysBack, List.of());
  }

  @Override
  public boolean done() {
    return started == results.ports() && running.isEmpty();
  }

  @Override
  public List<HandshakeResult> result() {
    List<HandshakeResult> all = new ArrayList<>(results.ports());
    for (int i = 0; i < results.ports(); i++) {
      WatchedConnection running = byPort.get(ports.get(i));
      boolean over = results.get(i) != null;
      all.add(
          over ? results.get(i) : (running != null ? running : connection(ports.get(i))).result());
    }
    return all;
  }
}
