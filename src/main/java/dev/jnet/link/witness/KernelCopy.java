package dev.jnet.link.witness;

import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import dev.jnet.host.SocketAddress;
import dev.jnet.link.Frame;
import dev.jnet.link.Poller;
import dev.jnet.link.witness.DepartureSocket.Departed;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A small copy of the first probe. This machine's kernel sends it by a socket, so that it passes
 * the packet filter as a program's packet does.
 *
 * <p>Its checksum is wrong, so that no host answers it. It opens no connection on a server, and
 * uses up no rate limit of a target or a router. Its addresses, ports and numbers are those of the
 * probe. So the kernel's connection tracking takes the answer to the probe for one to the copy, and
 * the answer reaches the kernel's sockets unless a filter drops it. A socket listens for that.
 */
public final class KernelCopy implements AutoCloseable {
  /**
   * The protocol number of a socket that sends packets with their own IP headers and receives none.
   */
  private static final int IPPROTO_RAW = 255;

  private static final int HOP_LIMIT = 64;
  private static final int LONGEST = 256;
  private static final int IPV4_LONGEST_HEADER = 60;
  private static final int TCP_FLAGS = 13;

  /** How long a message may take from the wire to a socket, in ns. */
  private static final long ON_ITS_WAY = 5 * Nanos.MILLISECOND;

  /** How many packets of other programs are skipped. */
  private static final int MAX_FOREIGN = 4096;

  /**
   * Where a copy has a word of its own: the number of a SYN, or what an echo or datagram carries.
   */
  private static final int SYN_WORD = 4;

  private static final int PAYLOAD_WORD = 8;

  private final InetAddress target;
  private final int sender;
  private final int listener;

  /** Gets ICMP messages: reports about the probes. */
  private final int reports;

  private final int protocol;
  private final Optional<DepartureSocket> departures;
  private IpPacket probe;
  private FlowReport flow;
  private int errno;
  private boolean heardAnswer;
  private boolean heardTooBig;
  private boolean heardError;

  /** Sockets by their descriptors; negative where the kernel gave none. */
  private record Sockets(int sender, int listener, int reports) {}

  private KernelCopy(
      InetAddress target, int protocol, Sockets sockets, Optional<DepartureSocket> departures) {
    this.target = target;
    this.protocol = protocol;
    this.sender = sockets.sender;
    this.listener = sockets.listener;
    this.reports = sockets.reports;
    this.departures = departures;
  }

  /**
   * Opens the sockets. This needs CAP_NET_RAW; using them does not.
   *
   * @param protocol the number of the probes' protocol in the IP header
   * @param interfaceName the interface by which the copy has to leave; empty where the routes
   *     decide
   * @param departures sees the copy leave; empty where nothing can
   * @return empty where the kernel gives no socket
   */
  public static Optional<KernelCopy> open(
      InetAddress target,
      int protocol,
      Optional<String> interfaceName,
      Optional<DepartureSocket> departures) {
    int sender = RawSocket.open(target, IPPROTO_RAW);
    int listener = sender < 0 ? -1 : RawSocket.open(target, protocol);
    int icmp = IpProtocol.icmp(Addresses.version(target));
    int reports = protocol == icmp || listener < 0 ? listener : RawSocket.open(target, icmp);
    KernelCopy copy =
        new KernelCopy(target, protocol, new Sockets(sender, listener, reports), departures);
    if (reports < 0 || !RawSocket.tie(sender, interfaceName)) {
      copy.close();
      return Optional.empty();
    }
    return Optional.of(copy);
  }

  /** Sends the copy of a probe, if it is the first one to the target. */
  void precede(Frame frame) {
    if (probe != null) {
      return;
    }
    Dissection dissection = frame.dissect();
    Optional<IpPacket> packet = dissection.ip();
    boolean goesToTarget =
        packet.isPresent()
            && packet.get().destination().equals(target)
            && packet.get().protocol() == protocol;
    if (goesToTarget && dissection.transport().isPresent()) {
      send(packet.get(), dissection.transport().get());
    }
  }

  private void send(IpPacket packet, Transport whole) {
    int checksumAt = protocol == IpProtocol.TCP ? 16 : protocol == IpProtocol.UDP ? 6 : 2;
    byte[] payload = small(packet, whole);
    if (payload.length == 0) {
      return;
    }
    probe = packet;
    flow = FlowReport.about(protocol, packet.version() == 6, payload);
    payload[checksumAt] ^= 0x55;
    payload[checksumAt + 1] ^= 0x2a;
    byte[] bytes =
        IpPacket.unsplittable(packet.source(), target, 0, HOP_LIMIT, new Payload(protocol, payload))
            .emit();
    if (departures.isPresent()) {
      expect(departures.get(), bytes);
    }
    if (Libc.sendto(sender, bytes, 0, SocketAddress.of(target, 0)) < 0) {
      errno = Libc.errno();
    }
  }

  private void expect(DepartureSocket socket, byte[] packet) {
    int header = probe.version() == 6 ? Ipv6.HEADER : Ipv4.HEADER;
    int at = header + (protocol == IpProtocol.TCP ? SYN_WORD : PAYLOAD_WORD);
    socket.expect(at, ByteBuffer.wrap(packet).getInt(at));
  }

  /** The probe without its padding; no bytes for a kind of packet that is not copied. */
  private static byte[] small(IpPacket packet, Transport whole) {
    InetAddress from = packet.source();
    InetAddress to = packet.destination();
    if (whole instanceof IcmpEcho echo) {
      return IcmpEcho.request(packet.version(), echo.identifier(), echo.sequence(), word())
          .emit(from, to);
    }
    if (whole instanceof Udp udp) {
      return new Udp(udp.sourcePort(), udp.destinationPort(), word()).emit(from, to);
    }
    if (whole instanceof Tcp tcp && tcp.has(Tcp.SYN)) {
      return new Tcp(
              tcp.sourcePort(),
              tcp.destinationPort(),
              tcp.sequence(),
              0,
              Tcp.SYN,
              tcp.window(),
              List.of(),
              new byte[0])
          .emit(from, to);
    }
    return new byte[0];
  }

  /** Bytes by which a packet can be recognized. */
  private static byte[] word() {
    return ByteBuffer.allocate(Long.BYTES).putInt((int) System.nanoTime()).array();
  }

  /** The probe of which it is a copy; empty as long as none was sent. */
  public Optional<IpPacket> probe() {
    return Optional.ofNullable(probe);
  }

  /**
   * The packets that the copy became on its way out, one for each interface that it passed; none
   * where it was not seen.
   */
  public List<Departed> departed() {
    return probe == null || departures.isEmpty() ? List.of() : departures.get().departed();
  }

  /**
   * What a frame says about a packet of the probes' flow.
   *
   * @param icmp where its ICMP message begins
   */
  FlowReport.Kind reported(ByteBuffer frame, int icmp) {
    return flow == null ? FlowReport.Kind.NONE : flow.kind(frame, icmp);
  }

  /** Whether answers are listened for. They are not for UDP. */
  public boolean listens() {
    return protocol != IpProtocol.UDP;
  }

  /** Whether the kernel did not let the copy leave. */
  public boolean isHeldBack() {
    return errno != 0;
  }

  /** The system's words for why the copy did not leave; empty where it did. */
  public String reason() {
    return errno == 0 ? "" : Errno.describe(errno);
  }

  /** Whether the kernel's sockets got an answer to the probe. */
  public boolean heardAnswer() {
    listen();
    return heardAnswer;
  }

  /** Whether the kernel's sockets got a report that a packet was too big. */
  public boolean heardTooBig() {
    listen();
    return heardTooBig;
  }

  /**
   * Whether the kernel's sockets got another ICMP error about the datagrams. It may be on its way
   * to them, so this waits for it a little.
   */
  public boolean heardError() {
    listen();
    if (!heardError && new Poller(reports).readable(0, ON_ITS_WAY)) {
      listen();
    }
    return heardError;
  }

  private void listen() {
    if (probe != null) {
      read(listener);
      if (reports != listener) {
        read(reports);
      }
    }
  }

  private void read(int descriptor) {
    byte[] buffer = new byte[LONGEST];
    for (int i = 0; i < MAX_FOREIGN; i++) {
      int length = Libc.recvfrom(descriptor, buffer, Libc.MSG_DONTWAIT, null);
      if (length < 0) {
        return;
      }
      take(descriptor, ByteBuffer.wrap(buffer, 0, Math.min(length, buffer.length)));
    }
  }

  /** Takes a packet that a socket got. IPv4 comes with its header, IPv6 without. */
  private void take(int descriptor, ByteBuffer packet) {
    boolean six = probe.version() == 6;
    int start = six ? 0 : Math.min(IPV4_LONGEST_HEADER, (packet.get(0) & 0xf) * Integer.BYTES);
    FlowReport.Kind kind = descriptor == reports ? flow.kind(packet, start) : FlowReport.Kind.NONE;
    heardTooBig |= kind == FlowReport.Kind.TOO_BIG;
    heardError |= kind == FlowReport.Kind.OTHER;
    heardAnswer |=
        descriptor == listener && packet.limit() > start + TCP_FLAGS && answers(packet, start, six);
  }

  private boolean answers(ByteBuffer packet, int start, boolean six) {
    ByteBuffer asked = ByteBuffer.wrap(probe.payload());
    if (protocol == IpProtocol.TCP) {
      return packet.getShort(start) == asked.getShort(2)
          && packet.getShort(start + 2) == asked.getShort(0)
          && (packet.get(start + TCP_FLAGS) & (Tcp.ACK | Tcp.RST)) != 0;
    }
    return packet.get(start) == (six ? (byte) 129 : 0)
        && packet.getShort(start + 4) == asked.getShort(4);
  }

  @Override
  public void close() {
    close(sender);
    close(listener);
    if (reports != listener) {
      close(reports);
    }
  }

  private static void close(int descriptor) {
    if (descriptor >= 0) {
      Libc.close(descriptor);
    }
  }
}
