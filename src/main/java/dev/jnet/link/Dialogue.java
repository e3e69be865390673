package dev.jnet.link;

import dev.jnet.host.Libc;
import dev.jnet.host.SocketAddress;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Fragmentation;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Udp;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All that goes between two ends through a pair of sockets: packets are taken apart to be sent, and
 * what the sockets tell is put together as the packets that it was told by.
 *
 * <p>What a socket does not tell is left out, or 0: so is the TTL in a quote, which to those who
 * ask for it means "not known".
 */
final class Dialogue implements AutoCloseable {
  /** Messages read at a time: a flood must not keep us from our deadline. */
  private static final int MAX_AT_ONCE = 256;

  /** Bytes of the headers of ICMP's echo messages, and of UDP. */
  private static final int HEADER = 8;

  private static final int IDENTIFIER = 4;
  private static final int FRAGMENT_HEADER = 8;
  private static final int WORDS = 1 << 16;

  private final ProbeSockets.Ends ends;
  private final ProbeSockets sockets;
  private final LinkClock clock;
  private final SentPackets sent;
  private final List<Frame> early = new ArrayList<>();
  private int identification;

  Dialogue(ProbeSockets.Ends ends, ProbeSockets sockets, LinkClock clock) {
    this.ends = ends;
    this.sockets = sockets;
    this.clock = clock;
    this.sent = new SentPackets(isUdp());
  }

  ProbeSockets sockets() {
    return sockets;
  }

  private boolean isUdp() {
    return ends.protocol() == IpProtocol.UDP;
  }

  /**
   * Sends a packet.
   *
   * @param first the frame that it is known by: its own bytes, or those of its first piece
   * @param mtu bytes of the longest piece; 0 when it goes in one
   */
  void send(IpPacket whole, byte[] first, int mtu, SocketMessage.Reader reader)
      throws LinkException {
    sockets.set(whole.hopLimit(), whole.trafficClass());
    sockets.setPieces(mtu > 0 || (whole instanceof Ipv4 four && !four.dontFragment()), mtu);
    byte[] payload = whole.payload();
    byte[] bytes = isUdp() ? Arrays.copyOfRange(payload, Udp.HEADER, payload.length) : payload;
    int header = whole.headerLength() + (mtu > 0 && whole.version() == 6 ? FRAGMENT_HEADER : 0);
    sent.add(first, header);
    try {
      sockets.send(bytes, ends.remote(), ends.remotePort());
    } catch (LinkException e) {
      sent.forgetLast();
      renumber(reader);
      throw e;
    }
  }

  /** Nobody knows whether a number was spent on what was not sent: they begin anew. */
  private void renumber(SocketMessage.Reader reader) throws LinkException {
    stamps(early, reader);
    sockets.renumber();
    sent.renumber();
  }

  /** Adds all that is there. What came is read before what left: its question has left by then. */
  void read(List<Frame> frames, SocketMessage.Reader reader) throws LinkException {
    frames.addAll(early);
    early.clear();
    errors(frames, reader);
    answers(frames, reader);
    stamps(frames, reader);
  }

  private void errors(List<Frame> frames, SocketMessage.Reader reader) throws LinkException {
    for (int i = 0; i < MAX_AT_ONCE; i++) {
      SocketMessage message = reader.next(sockets.hearer(), Libc.MSG_ERRQUEUE);
      if (message == null) {
        return;
      }
      SocketMessage.Told error = message.told();
      if (error != null
          && error.offender() != null
          && (error.origin() == SocketMessage.Told.ICMP
              || error.origin() == SocketMessage.Told.ICMPV6)) {
        Optional<byte[]> packet = error(message, error);
        packet.ifPresent(bytes -> frames.add(frame(bytes, message)));
      }
    }
  }

  private void answers(List<Frame> frames, SocketMessage.Reader reader) throws LinkException {
    for (int i = 0; i < MAX_AT_ONCE; i++) {
      SocketMessage message = reader.next(sockets.hearer(), 0);
      if (message == null) {
        return;
      }
      InetAddress from = SocketAddress.address(message.from());
      if (from == null || Addresses.version(from) != Addresses.version(ends.local())) {
        continue;
      }
      byte[] payload =
          isUdp()
              ? new Udp(ends.remotePort(), ends.localId(), message.bytes()).emit(from, ends.local())
              : withIdentifier(message.bytes());
      IpPacket packet = packet(from, ends.protocol(), message.hopLimit(), payload);
      int piece = message.largestFragment();
      if (piece >= leastMtu() && piece < packet.totalLength()) {
        for (byte[] each : Fragmentation.split(packet, piece, identification)) {
          frames.add(frame(each, message));
        }
      } else {
        frames.add(frame(packet.emit(), message));
      }
    }
  }

  private int leastMtu() {
    return Addresses.version(ends.local()) == 4 ? Ipv4.MINIMUM_MTU : Ipv6.MINIMUM_MTU;
  }

  private void stamps(List<Frame> frames, SocketMessage.Reader reader) throws LinkException {
    for (int i = 0; i < MAX_AT_ONCE; i++) {
      SocketMessage message = reader.next(sockets.sender(), Libc.MSG_ERRQUEUE);
      if (message == null) {
        return;
      }
      SocketMessage.Told error = message.told();
      if (error != null && error.origin() == SocketMessage.Told.STAMP && message.stamp() > 0) {
        byte[] bytes = sent.stamped(error.data());
        if (bytes != null) {
          frames.add(
              new Frame(LinkType.RAW_IP, bytes, bytes.length, clock.at(message.stamp()), true));
        }
      }
    }
  }

  private Frame frame(byte[] bytes, SocketMessage message) {
    long at = message.stamp() > 0 ? clock.at(message.stamp()) : clock.now();
    return new Frame(LinkType.RAW_IP, bytes, bytes.length, at, false);
  }

  /** An ICMP message as it came: with our identifier where the packets carry another. */
  private byte[] withIdentifier(byte[] message) {
    if (message.length < HEADER || sockets.identifier() == ends.localId()) {
      return message;
    }
    byte[] ours = message.clone();
    put16(ours, IDENTIFIER, ends.localId());
    int checksum = Checksum.adjusted(get16(message, 2), get16(message, IDENTIFIER), ends.localId());
    put16(ours, 2, checksum);
    return ours;
  }

  /** The packet with the ICMP error that the error queue tells of. */
  private Optional<byte[]> error(SocketMessage message, SocketMessage.Told error) {
    int version = Addresses.version(ends.local());
    byte[] told = message.bytes();
    int cut = error.extensionsAt() > 0 ? Math.min(error.extensionsAt(), told.length) : told.length;
    byte[] quoted = Arrays.copyOf(told, cut);
    byte[] extensions = Arrays.copyOfRange(told, cut, told.length);
    Optional<IcmpError> icmp =
        IcmpError.told(
            new IcmpError.Type(version, error.type(), error.code()),
            error.info(),
            quote(quoted),
            extensions);
    if (icmp.isEmpty() || Addresses.version(error.offender()) != version) {
      return Optional.empty();
    }
    byte[] payload = icmp.get().emit(error.offender(), ends.local());
    int protocol = IpProtocol.icmp(version);
    return Optional.of(packet(error.offender(), protocol, message.hopLimit(), payload).emit());
  }

  /** The packet that caused an error, with as much behind its headers as was quoted. */
  private byte[] quote(byte[] quoted) {
    SentPackets.Sent about = sent.about(quoted);
    if (about == null) {
      return isUdp() ? new byte[0] : withIdentifier(quoted);
    }
    int kept = about.header() + (isUdp() ? Udp.HEADER : 0);
    byte[] behind = isUdp() ? quoted : withIdentifier(quoted);
    byte[] quote = Arrays.copyOf(about.packet(), kept + behind.length);
    System.arraycopy(behind, 0, quote, kept, behind.length);
    withoutHopLimit(quote);
    return quote;
  }

  /** The TTL is not told: 0 stands for that. */
  private static void withoutHopLimit(byte[] packet) {
    if (packet[0] >>> 4 == 4) {
      packet[8] = 0;
      put16(packet, 10, 0);
      put16(packet, 10, Checksum.of(packet, (packet[0] & 15) * 4));
    } else {
      packet[7] = 0;
    }
  }

  private IpPacket packet(InetAddress from, int protocol, int hopLimit, byte[] payload) {
    int ttl = Math.max(0, hopLimit);
    if (from instanceof Inet4Address four) {
      identification = (identification + 1) % WORDS;
      return new Ipv4(four, (Inet4Address) ends.local(), identification, ttl, protocol, payload);
    }
    identification++;
    return new Ipv6((Inet6Address) from, (Inet6Address) ends.local(), ttl, protocol, payload);
  }

  static int get16(byte[] bytes, int at) {
    return Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1]);
  }

  private static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> Byte.SIZE);
    bytes[at + 1] = (byte) value;
  }

  @Override
  public void close() {
    sockets.close();
  }
}
