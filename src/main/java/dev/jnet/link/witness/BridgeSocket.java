package dev.jnet.link.witness;

import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.Libc;
import dev.jnet.host.SocketFilter;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Sees what one target and this machine send to each other by the ports of a bridge of this
 * machine. A filter of the bridge stands between its ports and itself, where neither injected
 * probes nor programs get past it.
 *
 * <p>It is a packet socket (packet(7)) for all interfaces but the bridge.
 */
public final class BridgeSocket implements AutoCloseable {
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int ETH_P_ALL = 3;
  private static final int IPV4_SOURCE = 12;
  private static final int IPV6_SOURCE = 8;

  /** {@code struct sockaddr_ll}: family, protocol (16), interface (32), hardware (16), kind (8). */
  private static final int SOCKADDR_LL = 20;

  private static final int PROTOCOL = 2;
  private static final int INTERFACE = 4;
  private static final int KIND = 10;
  private static final byte OUTGOING = 4;

  /** How many packets are looked at: those of the first probes tell enough. */
  private static final int MAX_PACKETS = 256;

  /** IPv4's longest header, and TCP's. */
  private static final int HEADER = 120;

  private final InetAddress target;
  private final Interface bridge;
  private final int descriptor;
  private boolean left;
  private boolean cameIn;

  private BridgeSocket(InetAddress target, Interface bridge, int descriptor) {
    this.target = target;
    this.bridge = bridge;
    this.descriptor = descriptor;
  }

  /**
   * Opens the socket. This needs CAP_NET_RAW; using it does not.
   *
   * @param device by which probes leave
   * @return empty where that is no bridge, and where the kernel gives no such socket
   */
  public static Optional<BridgeSocket> open(InetAddress target, Interface device) {
    if (!"bridge".equals(device.driver())) {
      return Optional.empty();
    }
    int descriptor =
        Libc.socket(Libc.AF_PACKET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    BridgeSocket opened = new BridgeSocket(target, device, descriptor);
    ByteBuffer address = ByteBuffer.allocate(SOCKADDR_LL).order(ByteOrder.nativeOrder());
    address.putShort(0, (short) Libc.AF_PACKET);
    address.order(ByteOrder.BIG_ENDIAN).putShort(PROTOCOL, (short) ETH_P_ALL);
    int source = Addresses.version(target) == 6 ? IPV6_SOURCE : IPV4_SOURCE;
    SocketFilter filter = SocketFilter.withAddress(device.index(), source, target.getAddress());
    if (descriptor < 0
        || !filter.attach(descriptor)
        || Libc.bind(descriptor, address.array()) < 0) {
      opened.close();
      return Optional.empty();
    }
    return Optional.of(opened);
  }

  /** Whether it is about packets to this address, and from it. */
  public boolean isFor(InetAddress other) {
    return target.equals(other);
  }

  /**
   * What a filter of the bridge, or a port that is down, does to the probes of a run in which no
   * answer came.
   *
   * @param copy of the first probe, by which packets are recognized
   * @return empty where probes pass the bridge and no answer comes to its ports, and where no probe
   *     was sent
   */
  public Optional<BridgeDrop> drop(KernelCopy copy) {
    byte[] packet = new byte[HEADER];
    byte[] from = new byte[SOCKADDR_LL];
    for (int i = 0; i < MAX_PACKETS; i++) {
      int length = Libc.recvfrom(descriptor, packet, Libc.MSG_DONTWAIT, from);
      if (length < 0) {
        break;
      }
      if (isPort(ByteBuffer.wrap(from).order(ByteOrder.nativeOrder()).getInt(INTERFACE))) {
        ByteBuffer seen = ByteBuffer.wrap(packet, 0, Math.min(length, HEADER));
        left |= from[KIND] == OUTGOING && copy.isOfFlow(seen);
        cameIn |= from[KIND] != OUTGOING && copy.isAnsweredBy(seen);
      }
    }
    return copy.probe().isEmpty() || (left && !cameIn)
        ? Optional.empty()
        : Optional.of(new BridgeDrop(bridge.name(), cameIn));
  }

  private boolean isPort(int index) {
    try {
      String name = Interfaces.byIndex(index).name();
      return Files.exists(Path.of("/sys/class/net", bridge.name(), "brif", name));
    } catch (HostException gone) {
      return false;
    }
  }

  /** Closes the socket, which takes the kernel some 10 ms. */
  @Override
  public void close() {
    if (descriptor >= 0) {
      Libc.close(descriptor);
    }
  }
}
