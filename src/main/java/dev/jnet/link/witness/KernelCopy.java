package dev.jnet.link.witness;

import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import dev.jnet.host.SocketAddress;
import dev.jnet.link.Frame;
import dev.jnet.link.witness.DepartureSocket.Departed;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /**
   * Where a copy has a word of its own: the number of a SYN, or what an echo or datagram carries.
   */
  private static final int SYN_WORD = 4;

  private static final int PAYLOAD_WORD = 8;

  /** Where an IP header tells the protocol: IPv4's, and IPv6's. */
  private static final int PROTOCOL = 9;

  private static final int NEXT_HEADER = 6;

  private final InetAddress target;
  private final int sender;
  private final HearingSockets sockets;
  private final int protocol;
  private final Optional<DepartureSocket> departures;
  private final List<Departed> left = new ArrayList<>();
  private final Set<ReturnKind> seen = EnumSet.noneOf(ReturnKind.class);
  private IpPacket probe;
  private ProbedFlow flow;
  private int errno;

  private KernelCopy(
      InetAddress target, int protocol, int sender, Optional<DepartureSocket> departures) {
    this.target = target;
    this.protocol = protocol;
    this.sender = sender;
    this.sockets = new HearingSockets(target, protocol);
    this.departures = departures;
  }

  /**
   * Opens the sockets. This needs CAP_NET_RAW; using them does not.
   *
   * @param protocol the number of the probes' protocol in the IP header
   * @param interfaceName the interface by which the copy has to leave; empty where the routes
   *     decide
   * @param mark the firewall mark of the copy; 0 for none
   * @param departures sees the copy leave; empty where nothing can
   * @return empty where the kernel gives no socket
   */
  public static Optional<KernelCopy> open(
      InetAddress target,
      int protocol,
      Optional<String> interfaceName,
      int mark,
      Optional<DepartureSocket> departures) {
    int sender = RawSocket.open(target, IPPROTO_RAW);
    KernelCopy copy = new KernelCopy(target, protocol, sender, departures);
    boolean usable = sender >= 0 && !copy.sockets.isDeaf();
    if (!usable || !RawSocket.tie(sender, interfaceName) || !RawSocket.mark(sender, mark)) {
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
    flow = new ProbedFlow(protocol, packet.version() == 6, payload.clone());
    sockets.listenTo(flow, ByteBuffer.wrap(payload).getShort(0) & 0xffff);
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
    if (probe != null && departures.isPresent()) {
      left.addAll(departures.get().departed());
    }
    return List.copyOf(left);
  }

  /** Whether it was sent, and was not seen to leave by any interface. */
  public boolean isHidden() {
    return probe != null && !isHeldBack() && departures.isPresent() && departed().isEmpty();
  }

  /**
   * Takes notice of a packet that the wire shows.
   *
   * @param frame that has the packet in it
   * @param start where the packet begins behind its IP header
   * @param of the number of its protocol in the IP header
   */
  void sees(ByteBuffer frame, int start, int of) {
    if (flow != null) {
      seen.add(flow.arrival(frame, start, of));
    }
  }

  /** Whether an IP packet for the target is of the probe's flow. */
  boolean isOfFlow(ByteBuffer packet) {
    int start = transportAt(packet);
    return flow != null && start > 0 && flow.isOutgoing(packet, start, protocolOf(packet));
  }

  /** Whether an IP packet from the target answers the probe. */
  boolean isAnsweredBy(ByteBuffer packet) {
    int start = transportAt(packet);
    return flow != null
        && start > 0
        && flow.arrival(packet, start, protocolOf(packet)) == ReturnKind.ANSWER;
  }

  /** Where a packet begins behind its IP header; 0 where it is too short. */
  private static int transportAt(ByteBuffer packet) {
    if (packet.limit() < Ipv4.HEADER) {
      return 0;
    }
    boolean six = packet.get(0) >> 4 == 6;
    int start = six ? Ipv6.HEADER : (packet.get(0) & 0xf) * Integer.BYTES;
    return packet.limit() < start + Long.BYTES ? 0 : start;
  }

  private static int protocolOf(ByteBuffer packet) {
    return packet.get(packet.get(0) >> 4 == 6 ? NEXT_HEADER : PROTOCOL) & 0xff;
  }

  /** Whether it goes to this target. */
  boolean isFor(InetAddress other) {
    return target.equals(other);
  }

  /** Whether the copy, and what comes back to the probe, are of this IP version. */
  boolean isVersion(int version) {
    return Addresses.version(target) == version;
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
    return sockets.hears(ReturnKind.ANSWER);
  }

  /** Whether the wire shows something, and the kernel's sockets did not get it. */
  public boolean misses(ReturnKind kind) {
    return seen.contains(kind) && !sockets.hearsSoon(kind);
  }

  @Override
  public void close() {
    RawSocket.close(sender);
    sockets.close();
  }
}
