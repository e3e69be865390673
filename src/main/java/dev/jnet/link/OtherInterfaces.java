package dev.jnet.link;

import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.Libc;
import dev.jnet.host.SocketFilter;
import dev.jnet.link.Frame.OtherEntry;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Packets for one of this host's addresses that come in by other interfaces than a link's own. A
 * reply need not take the route of its probe back, and the kernel takes such replies.
 *
 * <p>It is one packet socket for one IP version and all interfaces. The kernel gives it a packet at
 * the point where it hands the packet to IP. So a packet that comes in by a port of a bridge or
 * bond is seen once.
 */
public final class OtherInterfaces implements AutoCloseable {
  private static final int IPV4_DESTINATION = 16;
  private static final int IPV6_DESTINATION = 24;

  /**
   * {@code struct sockaddr_ll}: family (16), EtherType (16), interface (32), type of hardware (16),
   * type of packet (8), length of its address (8), address (64).
   */
  private static final int SOCKADDR_LL = 20;

  private static final int ETHER_TYPE = 2;
  private static final int INTERFACE = 4;
  private static final int HARDWARE_ADDRESS = 12;

  private final int descriptor;
  private final LinkType type;
  private final int etherType;
  private final InetAddress own;
  private final SocketMessage.Reader reader = new SocketMessage.Reader();
  private final Map<Arrival, OtherEntry> entries = new HashMap<>();

  /** The sender of a packet, and the number of the interface by which it came in. */
  private record Arrival(InetAddress sender, int index) {}

  /** A bound for memory, because anybody may send packets with any source address. */
  private static final int MAX_REMEMBERED = 1024;

  private OtherInterfaces(int descriptor, LinkType type, InetAddress own) {
    this.descriptor = descriptor;
    this.type = type;
    this.etherType = Addresses.version(own) == 6 ? EtherType.IPV6 : EtherType.IPV4;
    this.own = own;
  }

  /**
   * Listens on all interfaces but one. Needs CAP_NET_RAW.
   *
   * @param except the name of the link's own interface
   * @param type the type of the frames that packets are returned in: that of the link's own
   *     interface
   * @param address the address of this host that packets have to be for
   * @return empty where the kernel gives no such socket, or takes no filter for it. Then only the
   *     link's own interface is seen
   */
  public static Optional<OtherInterfaces> open(String except, LinkType type, InetAddress address) {
    boolean six = Addresses.version(address) == 6;
    // without a protocol, so that nothing arrives before the filter is set
    int descriptor = Libc.socket(Libc.AF_PACKET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
    OtherInterfaces opened = new OtherInterfaces(descriptor, type, address);
    SocketFilter filter =
        SocketFilter.toAddress(
            Libc.ifNameToIndex(except),
            six ? IPV6_DESTINATION : IPV4_DESTINATION,
            address.getAddress());
    if (descriptor < 0
        || !filter.attach(descriptor)
        || Libc.bind(descriptor, opened.wildcard()) < 0) {
      opened.close();
      return Optional.empty();
    }
    ProbeSocket.stamp(descriptor);
    return Optional.of(opened);
  }

  private byte[] wildcard() {
    ByteBuffer address = ByteBuffer.allocate(SOCKADDR_LL).order(ByteOrder.nativeOrder());
    address.putShort(0, (short) Libc.AF_PACKET);
    address.order(ByteOrder.BIG_ENDIAN).putShort(ETHER_TYPE, (short) etherType);
    return address.array();
  }

  /** Whether it is for packets to this address. */
  public boolean isFor(InetAddress address) {
    return own.equals(address);
  }

  /** The descriptor to wait for with ppoll(2). */
  public int descriptor() {
    return descriptor;
  }

  /**
   * The next packet, as a frame of the link's own type; empty when there is none now.
   *
   * @param clock the link's
   * @throws LinkException when the socket can no longer be read
   */
  public Optional<Frame> next(LinkClock clock) throws LinkException {
    SocketMessage message = reader.next(descriptor, 0);
    while (message != null) {
      Optional<OtherEntry> entry = entry(message);
      if (entry.isPresent()) {
        byte[] bytes = framed(message, entry.get().mac());
        return Optional.of(
            new Frame(type, bytes, bytes.length, clock.at(message.stamp()), false, false, entry));
      }
      message = reader.next(descriptor, 0);
    }
    return Optional.empty();
  }

  /** The interface by which a packet came in; empty where that is gone by now. */
  private Optional<OtherEntry> entry(SocketMessage message) {
    if (entries.size() >= MAX_REMEMBERED) {
      entries.clear();
    }
    int index = ByteBuffer.wrap(message.from()).order(ByteOrder.nativeOrder()).getInt(INTERFACE);
    try {
      Arrival arrival = new Arrival(IpPacket.parse(message.bytes()).source(), index);
      return Optional.ofNullable(entries.computeIfAbsent(arrival, this::look));
    } catch (MalformedPacketException damaged) {
      return Optional.empty(); // the kernel drops it
    }
  }

  private OtherEntry look(Arrival arrival) {
    try {
      Interface by = Interfaces.byIndex(arrival.index());
      return new OtherEntry(
          by.name(),
          by.mac() == null ? MacAddress.ZERO : by.mac(),
          ReversePathFilter.drops(arrival.sender(), own, arrival.index()));
    } catch (HostException gone) {
      return null;
    }
  }

  private byte[] framed(SocketMessage message, MacAddress to) {
    if (type != LinkType.ETHERNET) {
      return message.bytes();
    }
    byte[] from =
        Arrays.copyOfRange(message.from(), HARDWARE_ADDRESS, HARDWARE_ADDRESS + MacAddress.LENGTH);
    return new Ethernet(to, MacAddress.of(from), etherType, message.bytes()).emit();
  }

  /** Closes the socket, which takes the kernel some 10 ms. */
  @Override
  public void close() {
    if (descriptor >= 0) {
      Libc.close(descriptor);
    }
  }
}
