package dev.jnet.link.witness;

import dev.jnet.host.Libc;
import dev.jnet.host.SocketFilter;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sees one packet of this machine's kernel leave, by whatever interface and with whatever addresses
 * NAT has given to it. It is a packet socket (packet(7)) for all interfaces, whose filter keeps
 * what leaves and has a certain word.
 */
public final class DepartureSocket implements AutoCloseable {
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int ETH_P_ALL = 3;

  /** {@code struct sockaddr_ll}: family (16), protocol (16), interface (32), and its hardware. */
  private static final int SOCKADDR_LL = 20;

  private static final int PROTOCOL = 2;
  private static final int INTERFACE = 4;
  private static final int MAX_PACKET = 256;

  /** A packet passes a device for each layer of tunnels, bridges and VLANs. */
  private static final int MAX_DEVICES = 16;

  private final int descriptor;
  private int wordAt;
  private int word;

  /**
   * A packet that left.
   *
   * @param index the number of the interface
   */
  public record Departed(IpPacket packet, int index) {
    /**
     * Whether it is an injected probe and not the copy. A TCP probe has the copy's sequence number,
     * by which packets are recognized, but the right checksum.
     */
    private boolean isInjected() {
      try {
        return packet.protocol() == IpProtocol.TCP
            && Tcp.parse(packet).checksum() != Checksum.State.WRONG;
      } catch (MalformedPacketException cutShort) {
        return false;
      }
    }
  }

  private DepartureSocket(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Opens the socket, which sees nothing yet. This needs CAP_NET_RAW; using it does not.
   *
   * @return empty where the kernel gives no such socket, as in some sandboxes
   */
  public static Optional<DepartureSocket> open() {
    int descriptor =
        Libc.socket(Libc.AF_PACKET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    DepartureSocket opened = new DepartureSocket(descriptor);
    ByteBuffer address = ByteBuffer.allocate(SOCKADDR_LL).order(ByteOrder.nativeOrder());
    address.putShort(0, (short) Libc.AF_PACKET);
    address.order(ByteOrder.BIG_ENDIAN).putShort(PROTOCOL, (short) ETH_P_ALL);
    if (descriptor < 0
        || !SocketFilter.ofNothing().attach(descriptor)
        || Libc.bind(descriptor, address.array()) < 0) {
      opened.close();
      return Optional.empty();
    }
    return Optional.of(opened);
  }

  /**
   * From now on sees packets with a word.
   *
   * @param at where in the packet it is, in bytes from the beginning of its IP header
   */
  void expect(int at, int wanted) {
    wordAt = at;
    word = wanted;
    SocketFilter.ofDepartures(at, wanted).attach(descriptor);
  }

  /**
   * The packets that sockets have sent so far, in the order of the interfaces that they passed.
   * Injected probes are not among them.
   */
  List<Departed> departed() {
    List<Departed> all = new ArrayList<>();
    byte[] buffer = new byte[MAX_PACKET];
    byte[] from = new byte[SOCKADDR_LL];
    for (int i = 0; i < MAX_DEVICES; i++) {
      int length = Libc.recvfrom(descriptor, buffer, Libc.MSG_DONTWAIT, from);
      if (length < 0) {
        break;
      }
      if (length >= wordAt + Integer.BYTES && ByteBuffer.wrap(buffer).getInt(wordAt) == word) {
        int index = ByteBuffer.wrap(from).order(ByteOrder.nativeOrder()).getInt(INTERFACE);
        add(all, Arrays.copyOf(buffer, length), index);
      }
    }
    return all;
  }

  private static void add(List<Departed> all, byte[] packet, int index) {
    try {
      Departed departed = new Departed(IpPacket.parse(packet), index);
      if (!departed.isInjected()) {
        all.add(departed);
      }
    } catch (MalformedPacketException notIp) {
      return; // some other packet, which has the word by chance
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
