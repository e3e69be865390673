package dev.jnet.regression;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkType;
import dev.jnet.tcp.Connection;
import dev.jnet.tcp.InitialSequence;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/** A link in virtual time with one server at its other end, which speaks as a program has it. */
final class TalkingServer implements Link {
  static final InetAddress CLIENT = Addresses.literal("192.0.2.2");
  static final InetAddress SERVER = Addresses.literal("192.0.2.1");
  static final FirstHop HOP =
      new FirstHop(
          "eth0", LinkType.ETHERNET, 1500, CLIENT, MacAddress.ZERO, SERVER, MacAddress.ZERO);
  private static final long DELAY = 5 * Nanos.MILLISECOND;
  private static final int MAX_READ = 1 << 16;

  /** What a server does with its connection. */
  interface Program {
    /** What it says, of its own accord or in answer to what has come; empty for nothing. */
    byte[] says(byte[] heard);

    /** Whether it closes now. */
    boolean closes();
  }

  private final Connection connection;
  private final Program program;
  private final Random random;
  private final double loss;
  private final PriorityQueue<Flight> flights =
      new PriorityQueue<>(
          (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Integer.compare(a.id, b.id));
  private byte[] pending = {};
  private int offered;
  private int flown;
  private boolean closed;
  private long now = Nanos.SECOND;

  private record Flight(long at, int id, boolean toServer, boolean stamp, byte[] frame) {}

  TalkingServer(Port port, Program program, double loss, long seed) {
    this.connection =
        Connection.listen(
            TcpSettings.linux(4, 1500),
            new SocketPair(SERVER, port, CLIENT, SameSegmentsTest.LOCAL_PORT),
            InitialSequence.ofSeed(seed),
            now);
    this.program = program;
    this.random = new Random(seed);
    this.loss = loss;
  }

  @Override
  public LinkType type() {
    return LinkType.ETHERNET;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public void send(byte[] frame) {
    flights.add(new Flight(now, flown++, false, true, frame));
    if (random.nextDouble() >= loss) {
      flights.add(new Flight(now + DELAY, flown++, true, false, frame));
    }
  }

  @Override
  public Optional<Frame> receive(long deadline) {
    while (true) {
      serve();
      long next =
          Math.min(connection.wakeAt(), flights.isEmpty() ? Long.MAX_VALUE : flights.peek().at);
      if (next > deadline) {
        now = Math.max(now, deadline);
        return Optional.empty();
      }
      now = Math.max(now, next);
      if (!flights.isEmpty() && flights.peek().at <= now) {
        Flight flight = flights.poll();
        if (flight.toServer) {
          take(flight.frame);
        } else {
          byte[] bytes = flight.frame;
          return Optional.of(new Frame(LinkType.ETHERNET, bytes, bytes.length, now, flight.stamp));
        }
      }
    }
  }

  private void take(byte[] bytes) {
    Dissection dissection = new Frame(LinkType.ETHERNET, bytes, bytes.length, now, false).dissect();
    if (dissection.transport().orElse(null) instanceof Tcp tcp) {
      connection.accept(tcp, now);
    }
  }

  private void serve() {
    byte[] heard = connection.read(MAX_READ);
    if (connection.state().maySend()) {
      if (offered == pending.length) {
        pending = program.says(heard);
        offered = 0;
      }
      offered += connection.send(pending, offered);
      if (!closed && offered == pending.length && (program.closes() || connection.remoteClosed())) {
        closed = true;
        connection.close(now);
      }
    }
    for (var tcp = connection.next(now); tcp.isPresent(); tcp = connection.next(now)) {
      byte[] segment = tcp.get().emit(SERVER, CLIENT);
      IpPacket packet =
          IpPacket.unsplittable(
              SERVER, CLIENT, flown & 0xffff, 64, new Payload(IpProtocol.TCP, segment));
      if (random.nextDouble() >= loss) {
        flights.add(new Flight(now + DELAY, flown++, false, false, HOP.frame(packet)));
      }
    }
  }

  @Override
  public void close() {}
}
