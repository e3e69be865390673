package dev.jnet.link;

import com.sun.jna.Native;
import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** One of the sockets that send probes or receive answers, with its options. */
final class ProbeSocket implements AutoCloseable {
  private static final int SO_REUSEADDR = 2;
  private static final int SO_RCVBUF = 8;
  private static final int SO_SNDTIMEO = 21;
  private static final int SO_BINDTODEVICE = 25;

  private static final int IP_TOS = 1;
  private static final int IP_MTU_DISCOVER = 10;
  private static final int IP_RECVTTL = 12;
  private static final int IP_RECVERR_RFC4884 = 26;
  private static final int IPV6_UNICAST_HOPS = 16;
  private static final int IPV6_MTU_DISCOVER = 23;
  private static final int IPV6_MTU = 24;
  private static final int IPV6_RECVERR_RFC4884 = 31;
  private static final int IPV6_RECVHOPLIMIT = 51;
  private static final int IPV6_TCLASS = 67;

  /** DF is set, and the cached path MTU does not count. IPv6 has the same numbers for the modes. */
  static final int PROBE = 3;

  /** DF is not set, the cached path MTU does not count, and no "too big" changes it. */
  private static final int INTERFACE = 4;

  /**
   * Like {@link #INTERFACE}, and the kernel fragments packets that are too long for the interface.
   */
  static final int OMIT = 5;

  /** Software stamps of sent and received packets: those sent by number, without the packet. */
  private static final int STAMPS = 0x2 | 0x8 | 0x10 | 0x80 | 0x800;

  /** Wanted size of the receive buffer in bytes; the kernel allows at most net.core.rmem_max. */
  private static final int RECEIVE_BUFFER = 1 << 20;

  private static final long SEND_PATIENCE_US = 100_000;
  private static final int CLOSED = -1;

  private final String interfaceName;
  private final boolean six;
  private int descriptor;

  private ProbeSocket(String interfaceName, boolean six, int descriptor) {
    this.interfaceName = interfaceName;
    this.six = six;
    this.descriptor = descriptor;
  }

  /** This process has as many descriptors as it may have. */
  static final class TooManyException extends LinkException {
    private static final long serialVersionUID = 1L;

    private TooManyException(LinkException why) {
      super(why.getMessage());
    }
  }

  /**
   * Opens a socket.
   *
   * @param protocol ICMP or ICMPv6, for echo requests; 0 for UDP
   * @throws TooManyException when this process may have no more descriptors
   * @throws LinkException when the kernel does not allow it
   */
  static ProbeSocket open(String interfaceName, boolean six, int protocol) throws LinkException {
    int descriptor =
        Libc.socket(
            six ? Libc.AF_INET6 : Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, protocol);
    if (descriptor < 0) {
      int errno = Libc.errno();
      LinkException trouble =
          failed("no socket for " + (protocol == 0 ? "datagrams" : "echo requests"), errno);
      throw errno == Errno.EMFILE ? new TooManyException(trouble) : trouble;
    }
    return new ProbeSocket(interfaceName, six, descriptor);
  }

  int descriptor() {
    return descriptor;
  }

  /**
   * Sets the options that a sender keeps.
   *
   * @param bound whether everything has to leave by the interface, whatever the routes say
   */
  void prepareToSend(boolean bound) throws LinkException {
    prepare(bound);
    require(Libc.SOL_SOCKET, SO_SNDTIMEO, patience());
  }

  /**
   * Sets the options that a receiver keeps.
   *
   * @param bound whether only what arrives by the interface is received
   */
  void prepareToReceive(boolean bound) throws LinkException {
    prepare(bound);
    share();
    require(Libc.SOL_SOCKET, SO_RCVBUF, number(RECEIVE_BUFFER));
    setMtuDiscovery(six ? PROBE : INTERFACE);
    require(level(), six ? SocketMessage.IPV6_RECVERR : SocketMessage.IP_RECVERR, number(1));
    require(level(), six ? IPV6_RECVHOPLIMIT : IP_RECVTTL, number(1));
    // kernels before 4.10 and 5.9 do not have these; then fragments and extensions are not known
    wish(six ? SocketMessage.IPV6_RECVFRAGSIZE : SocketMessage.IP_RECVFRAGSIZE);
    wish(six ? IPV6_RECVERR_RFC4884 : IP_RECVERR_RFC4884);
  }

  private void prepare(boolean bound) throws LinkException {
    if (bound) {
      byte[] device = (interfaceName + '\0').getBytes(StandardCharsets.UTF_8);
      if (Libc.setsockopt(descriptor, Libc.SOL_SOCKET, SO_BINDTODEVICE, device) < 0) {
        throw failed("a socket cannot be tied to " + interfaceName);
      }
    }
    stamp(descriptor);
  }

  /** Lets another socket have the same address and port. */
  void share() throws LinkException {
    require(Libc.SOL_SOCKET, SO_REUSEADDR, number(1));
  }

  /**
   * Asks for stamps. Without them only the clock of this process tells when packets left and came.
   */
  static void stamp(int descriptor) {
    Libc.setsockopt(descriptor, Libc.SOL_SOCKET, SocketMessage.SO_TIMESTAMPING, number(STAMPS));
  }

  /** Makes the kernel number the packets that it stamps from 0 on again. */
  void renumber() {
    Libc.setsockopt(descriptor, Libc.SOL_SOCKET, SocketMessage.SO_TIMESTAMPING, number(0));
    stamp(descriptor);
  }

  void setHopLimit(int hopLimit) throws LinkException {
    require(level(), six ? IPV6_UNICAST_HOPS : SocketMessage.IP_TTL, number(hopLimit));
  }

  void setTrafficClass(int trafficClass) throws LinkException {
    require(level(), six ? IPV6_TCLASS : IP_TOS, number(trafficClass));
  }

  /** Decides on DF, and whether the cached path MTU counts: {@link #PROBE} or {@link #OMIT}. */
  void setMtuDiscovery(int mode) throws LinkException {
    require(level(), six ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER, number(mode));
  }

  /** Sets the length of the longest fragment of IPv6 packets in bytes. */
  void setLongestFragment(int bytes) throws LinkException {
    require(level(), IPV6_MTU, number(bytes));
  }

  private int level() {
    return six ? Libc.IPPROTO_IPV6 : Libc.IPPROTO_IP;
  }

  /** Sets an option without which the sockets are of no use. */
  private void require(int level, int option, byte[] value) throws LinkException {
    if (Libc.setsockopt(descriptor, level, option, value) < 0) {
      throw failed("a socket cannot be set up (option " + option + ")");
    }
  }

  /** Switches an option on that the kernel may not know. */
  private void wish(int option) {
    Libc.setsockopt(descriptor, level(), option, number(1));
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  private static byte[] patience() {
    int word = Native.LONG_SIZE;
    ByteBuffer timeval = ByteBuffer.allocate(2 * word).order(ByteOrder.nativeOrder());
    if (word == Long.BYTES) {
      timeval.putLong(word, SEND_PATIENCE_US);
    } else {
      timeval.putInt(word, (int) SEND_PATIENCE_US);
    }
    return timeval.array();
  }

  /** What the kernel has refused just now. */
  static LinkException failed(String what) {
    return failed(what, Libc.errno());
  }

  private static LinkException failed(String what, int errno) {
    return new LinkException(what + ": " + Errno.describe(errno));
  }

  @Override
  public void close() {
    if (descriptor != CLOSED) {
      Libc.close(descriptor);
      descriptor = CLOSED;
    }
  }
}
