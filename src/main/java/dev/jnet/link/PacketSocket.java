package dev.jnet.link;

import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import dev.jnet.host.SocketFilter;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A socket of the kernel's {@code packet(7)} that captures into its own queue, for few frames that
 * are not long: the kernel opens it at once, where a ring takes it some 12 ms, and closes it in
 * half the time. With Debian's limits the queue holds 512 frames of 98 bytes, or 185 of 1514.
 */
public final class PacketSocket extends CapturePort {
  private static final int PACKET_STATISTICS = 6;
  private static final int SO_ERROR = 4;
  private static final int SO_RCVBUF = 8;
  private static final int ETH_P_ALL = 3;

  /** {@code SOF_TIMESTAMPING_RX_SOFTWARE} and {@code SOF_TIMESTAMPING_SOFTWARE}. */
  private static final int RECEIVE_STAMPS = 0x18;

  /** {@code struct sockaddr_ll}: family (16), EtherType (16), interface (32), and its hardware. */
  private static final int SOCKADDR_LL = 20;

  /**
   * {@code struct tpacket_auxdata}: status (32), length (32), captured (32), places of the headers
   * (16, 16), and of a tag that the kernel took off its content (16) and its EtherType (16).
   */
  private static final int STATUS = 0;

  private static final int LENGTH = 4;
  private static final int TAG_CONTENT = 16;
  private static final int TAG_TYPE = 18;
  private static final int HAS_TAG = 1 << 4;
  private static final int HAS_TAG_TYPE = 1 << 6;
  private static final short CUSTOMER_TAG = (short) 0x8100;
  private static final int TAG = 4;

  private final SocketMessage.Reader reader = new SocketMessage.Reader();

  private PacketSocket(String name, LinkType type, int descriptor) {
    super(name, type, descriptor);
  }

  /**
   * Opens one.
   *
   * @param name of an interface that is up
   * @param filter what it captures, and which way that goes
   * @param buffer bytes of its queue, as the kernel counts them; it has a limit of its own
   * @return empty where the kernel filters nothing for it, as in some sandboxes: libpcap filters
   *     then by itself
   * @throws LinkException when it cannot be opened
   */
  public static Optional<PacketSocket> open(
      String name, LinkType type, SocketFilter filter, int buffer) throws LinkException {
    // without a protocol, so that nothing comes before the filter is there
    int descriptor = Libc.socket(Libc.AF_PACKET, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
      throw failed(name, Libc.errno());
    }
    set(descriptor, Libc.SOL_SOCKET, SO_RCVBUF, buffer);
    set(descriptor, Libc.SOL_SOCKET, SocketMessage.SO_TIMESTAMPING, RECEIVE_STAMPS);
    set(descriptor, SocketMessage.SOL_PACKET, SocketMessage.PACKET_AUXDATA, 1);
    if (!filter.attach(descriptor)) {
      Libc.close(descriptor);
      return Optional.empty();
    }
    if (Libc.bind(descriptor, all(name)) < 0) {
      int errno = Libc.errno();
      Libc.close(descriptor);
      throw failed(name, errno);
    }
    return Optional.of(new PacketSocket(name, type, descriptor));
  }

  private static LinkException failed(String name, int errno) {
    return errno == Errno.EPERM || errno == Errno.EACCES
        ? InterfaceTrouble.noPermission(name, null)
        : new LinkException("cannot open " + name + ": " + Libc.strerror(errno));
  }

  private static void set(int descriptor, int level, int option, int value) {
    ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    Libc.setsockopt(descriptor, level, option, number.putInt(0, value).array());
  }

  /** The address of all frames of an interface. */
  private static byte[] all(String name) {
    ByteBuffer address = ByteBuffer.allocate(SOCKADDR_LL).order(ByteOrder.nativeOrder());
    address.putShort((short) Libc.AF_PACKET);
    address.order(ByteOrder.BIG_ENDIAN).putShort((short) ETH_P_ALL);
    return address.order(ByteOrder.nativeOrder()).putInt(Libc.ifNameToIndex(name)).array();
  }

  @Override
  protected Captured read() throws LinkException {
    SocketMessage message = reader.next(descriptor(), 0);
    if (message == null) {
      return null;
    }
    // the kernel says nothing where a frame came while it was about to begin stamping
    long stamp = message.stamp() == 0 ? wallClock() : message.stamp();
    ByteBuffer facts = ByteBuffer.wrap(message.auxiliary()).order(ByteOrder.nativeOrder());
    if ((facts.getInt(STATUS) & HAS_TAG) == 0 || type() != LinkType.ETHERNET) {
      return new Captured(message.bytes(), facts.getInt(LENGTH), stamp);
    }
    return new Captured(tagged(message.bytes(), facts), facts.getInt(LENGTH) + TAG, stamp);
  }

  private static long wallClock() {
    Instant now = Instant.now();
    return now.getEpochSecond() * Nanos.SECOND + now.getNano();
  }

  /** The frame as it was on the wire: with the VLAN tag that the kernel took off. */
  private static byte[] tagged(byte[] bytes, ByteBuffer facts) {
    int addresses = 2 * MacAddress.LENGTH;
    boolean hasType = (facts.getInt(STATUS) & HAS_TAG_TYPE) != 0;
    return ByteBuffer.allocate(bytes.length + TAG)
        .put(bytes, 0, addresses)
        .putShort(hasType ? facts.getShort(TAG_TYPE) : CUSTOMER_TAG)
        .putShort(facts.getShort(TAG_CONTENT))
        .put(Arrays.copyOfRange(bytes, addresses, bytes.length))
        .array();
  }

  @Override
  protected void requireSound() throws LinkException {
    ByteBuffer error = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    Libc.getsockopt(descriptor(), Libc.SOL_SOCKET, SO_ERROR, error.array());
    if (error.getInt(0) != 0) {
      throw InterfaceTrouble.broken(name(), new LinkException(Libc.strerror(error.getInt(0))));
    }
  }

  @Override
  protected int send(byte[] frame) {
    return Libc.sendto(descriptor(), frame, Libc.MSG_DONTWAIT, null) < 0 ? Libc.errno() : 0;
  }

  /** {@code struct tpacket_stats}: frames (32), and how many of them were dropped (32). */
  @Override
  protected long dropped() {
    ByteBuffer counts = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.nativeOrder());
    Libc.getsockopt(descriptor(), SocketMessage.SOL_PACKET, PACKET_STATISTICS, counts.array());
    return Integer.toUnsignedLong(counts.getInt(Integer.BYTES));
  }

  @Override
  protected void release() {
    Libc.close(descriptor());
  }
}
