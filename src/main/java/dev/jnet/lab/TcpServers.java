package dev.jnet.lab;

import dev.jnet.lab.server.HttpProgram;
import dev.jnet.lab.server.Program;
import dev.jnet.lab.server.TlsProgram;
import dev.jnet.tcp.Connection;
import dev.jnet.tcp.InitialSequence;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Port;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** The TCP ports of a machine that are not closed, and the programs that listen on them. */
final class TcpServers {
  private static final int MAX_SESSIONS = 4096;
  private static final int MAX_READ = 8192;

  private final Topology.Node node;
  private final Timeline timeline;
  private final Outlet outlet;
  private final Sending sending;
  private final InitialSequence numbers;
  private final Map<Peer, Session> sessions = new HashMap<>();

  /** Sends a segment back to the sender of a packet. */
  interface Sending {
    void answer(IpPacket packet, Tcp segment);
  }

  private record Peer(InetAddress address, int port, int localPort) {}

  /** One connection, with the state of the program that accepted it. */
  private static final class Session {
    final Connection connection;
    final Setting behavior;
    final IpPacket packet;
    Optional<Program> program = Optional.empty();
    byte[] saying = {};
    int said;

    Session(Connection connection, Setting behavior, IpPacket packet) {
      this.connection = connection;
      this.behavior = behavior;
      this.packet = packet;
    }
  }

  TcpServers(Topology.Node node, Timeline timeline, Outlet outlet, Sending sending) {
    this.node = node;
    this.timeline = timeline;
    this.outlet = outlet;
    this.sending = sending;
    this.numbers = new InitialSequence(node.mac().bits(), ~node.mac().bits());
  }

  /** Takes a segment to a port. Returns false when the port is closed. */
  boolean receive(IpPacket packet, Tcp segment) {
    int port = segment.destinationPort();
    if (port == node.settings().get(Setting.FILTERED) || segment.sourcePort() == 0) {
      return true; // port 0 is reserved, so that no answer is possible
    }
    Peer peer = new Peer(packet.source(), segment.sourcePort(), port);
    Session session = sessions.get(peer);
    boolean opens = segment.has(Tcp.SYN) && !segment.has(Tcp.ACK);
    if (opens && (session == null || isOver(session))) {
      session = accept(packet, peer);
    }
    if (session == null) {
      return false;
    }
    session.connection.accept(segment, timeline.now());
    run(session);
    return true;
  }

  private static boolean isOver(Session session) {
    return session.connection.state().isOver();
  }

  private Session accept(IpPacket packet, Peer peer) {
    for (Setting behavior : Setting.TCP_PORTS) {
      if (node.settings().get(behavior) == peer.localPort()) {
        forgetOld();
        int mtu = Math.min(outlet.mtu(packet.source(), packet.version()), IpPacket.LARGEST_IPV4);
        InetAddress here = packet.destination();
        Connection connection =
            Connection.listen(
                TcpSettings.linux(packet.version(), mtu),
                new SocketPair(
                    here, new Port(peer.localPort()), peer.address(), new Port(peer.port())),
                numbers,
                timeline.now());
        Session session = new Session(connection, behavior, packet);
        sessions.put(peer, session);
        return session;
      }
    }
    return null;
  }

  private void forgetOld() {
    Iterator<Session> all = sessions.values().iterator();
    while (sessions.size() >= MAX_SESSIONS && all.hasNext()) {
      if (isOver(all.next())) {
        all.remove();
      }
    }
    if (sessions.size() >= MAX_SESSIONS) {
      sessions.clear();
    }
  }

  /** Notes that a router reported the MTU of the path to a destination, in bytes. */
  void learned(InetAddress destination, long mtu) {
    for (Map.Entry<Peer, Session> entry : sessions.entrySet()) {
      if (entry.getKey().address().equals(destination)) {
        Session session = entry.getValue();
        int headers = session.packet.headerLength() + Tcp.HEADER;
        session.connection.limitSegments((int) Math.max(TcpSettings.MIN_MSS, mtu - headers));
        run(session);
      }
    }
  }

  private void run(Session session) {
    serve(session);
    Connection connection = session.connection;
    var segment = connection.next(timeline.now());
    while (segment.isPresent()) {
      sending.answer(session.packet, segment.get());
      serve(session);
      segment = connection.next(timeline.now());
    }
    long wakeAt = connection.wakeAt();
    if (wakeAt != Long.MAX_VALUE) {
      timeline.plan(
          wakeAt,
          new Timeline.Occurrence() {
            @Override
            public void happen() {
              if (connection.wakeAt() <= timeline.now()) {
                run(session);
              }
            }
          });
    }
  }

  private void serve(Session session) {
    Connection connection = session.connection;
    byte[] data = connection.read(MAX_READ);
    long now = timeline.now();
    switch (session.behavior) {
      case HTTP, HTTPS -> talk(session, data);
      case RESETS -> {
        if (data.length > 0 || connection.remoteClosed()) {
          connection.abort(now);
        }
      }
      case NEVER_CLOSES -> {
        // only reads
      }
      default -> {
        if (connection.remoteClosed()) {
          connection.close(now);
        }
      }
    }
  }

  /** A program is made when data comes for it: most connections only try the port. */
  private void talk(Session session, byte[] data) {
    Connection connection = session.connection;
    if (data.length > 0) {
      if (session.program.isEmpty()) {
        Program http = new HttpProgram(node.name());
        session.program =
            Optional.of(session.behavior == Setting.HTTPS ? new TlsProgram(http) : http);
      }
      session.program.get().hear(data);
    }
    if (!connection.state().maySend()) {
      return;
    }
    boolean done = session.program.isPresent() && say(session, session.program.get());
    if (done || connection.remoteClosed()) {
      connection.close(timeline.now());
      session.saying = new byte[0];
      session.said = 0;
    }
  }

  /**
   * Sends what the program says, as far as the connection takes it. Returns whether that is all.
   */
  private static boolean say(Session session, Program program) {
    while (true) {
      if (session.said == session.saying.length) {
        session.saying = program.say();
        session.said = 0;
        if (session.saying.length == 0) {
          return program.isDone();
        }
      }
      int taken = session.connection.send(session.saying, session.said);
      session.said += taken;
      if (taken == 0) {
        return false;
      }
    }
  }
}
