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
 * The packets between two ends that pass a pair of sockets. A socket takes and gives only the data
 * of a packet. So the headers of a sent packet become socket options, and those of a received
 * packet are made from what the kernel says about it.
 *
 * <p>What the kernel does not say is left out or 0. A TTL of 0 in a quote means "not known".
 */
final class Dialogue implements AutoCloseable {
  /** The most messages read at a time, so that a flood does not delay the deadline. */
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
   * @param first the frame that {@link Frame#bytes} gives back: the packet's bytes, or those of its
   *     first fragment
   * @param mtu the length of the longest fragment in bytes; 0 when the packet is not split
   */
  void send(IpPacket whole, byte[] first, int mtu, SocketMessage.Reader reader)
      throws LinkException {
    sockets.set(whole.hopLimit(), whole.trafficClass());
    sockets.setFragmentation(mtu > 0 || (whole instanceof Ipv4 four && !four.dontFragment()), mtu);
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

  /**
   * Makes the kernel's packet numbers begin anew, because it may or may not have used one for the
   * packet that was not sent.
   */
  private void renumber(SocketMessage.Reader reader) throws LinkException {
    stamps(early, reader);
    sockets.renumber();
    sent.renumber();
  }

  /**
   * Adds all frames that are there. Those that came are read before those that left, so the probe
   * of each answer is among them.
   */
  void read(List<Frame> frames, SocketMessage.Reader reader) throws LinkException {
    frames.addAll(early);
    early.clear();
    errors(frames, reader);
    answers(frames, reader);
    stamps(frames, reader);
  }

  private void errors(List<Frame> frames, SocketMessage.Reader reader) throws LinkException {
    for (int i = 0; i < MAX_AT_ONCE; i++) {
      SocketMessage message = reader.next(sockets.receiver(), Libc.MSG_ERRQUEUE);
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
      SocketMessage message = reader.next(sockets.receiver(), 0);
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
      int fragment = message.largestFragment();
      if (fragment >= leastMtu() && fragment < packet.totalLength()) {
        for (byte[] each : Fragmentation.split(packet, fragment, identification)) {
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

  /**
   * An ICMP message with the identifier of the ends where the kernel chose another for the wire.
   */
  private byte[] withIdentifier(byte[] message) {
    if (message.length < HEADER || sockets.identifier() == ends.localId()) {
      return message;
    }
    byte[] changed = message.clone();
    put16(changed, IDENTIFIER, ends.localId());
    int checksum = Checksum.adjusted(get16(message, 2), get16(message, IDENTIFIER), ends.localId());
    put16(changed, 2, checksum);
    return changed;
  }

  /** The packet with the ICMP error that the error queue reports. */
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

  /** The packet that caused an error, with as much data after its headers as was quoted. */
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

  /** Sets the TTL to 0, because the kernel does not say what it was. */
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
