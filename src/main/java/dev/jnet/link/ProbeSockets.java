package dev.jnet.link;

import dev.jnet.host.Errno;
import dev.jnet.host.HostException;
import dev.jnet.host.Libc;
import dev.jnet.host.SocketAddress;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpProtocol;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Two sockets on one port, or on one ICMP identifier: one sends probes, the other receives answers.
 *
 * <p>There are two because one socket option decides two things. When a socket sends, it decides
 * whether DF is set and whether the cached path MTU limits the packet. When an ICMP error arrives,
 * it decides whether the kernel changes that cache. The sender uses IP_PMTUDISC_PROBE. The receiver
 * uses IP_PMTUDISC_INTERFACE, so the kernel leaves the cache alone. Of the two, the kernel gives
 * everything that arrives to the receiver. In IPv6 such a receiver would not get a "packet too
 * big". So there the receiver uses the sender's setting, and the cache is changed.
 */
final class ProbeSockets implements AutoCloseable {
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
  private static final int PROBE = 3;

  /** DF is not set, the cached path MTU does not count, and no "too big" changes it. */
  private static final int INTERFACE = 4;

  /**
   * Like {@link #INTERFACE}, and the kernel fragments packets that are too long for the interface.
   */
  private static final int OMIT = 5;

  /** Software stamps of sent and received packets: those sent by number, without the packet. */
  private static final int STAMPS = 0x2 | 0x8 | 0x10 | 0x80 | 0x800;

  /** Wanted size of the receive buffer in bytes; the kernel allows at most net.core.rmem_max. */
  private static final int RECEIVE_BUFFER = 1 << 20;

  private static final long SEND_PATIENCE_US = 100_000;
  private static final int TRIES = 8;
  private static final int UNKNOWN = -1;

  private final String name;
  private final boolean six;
  private final boolean echoes;
  private final int link;
  private int sender = UNKNOWN;
  private int receiver = UNKNOWN;
  private int identifier;
  private int hopLimit = UNKNOWN;
  private int trafficClass = UNKNOWN;
  private int mode = UNKNOWN;
  private int longest;

  private ProbeSockets(String name, boolean six, boolean echoes) {
    this.name = name;
    this.six = six;
    this.echoes = echoes;
    this.link = six ? Libc.ifNameToIndex(name) : 0;
  }

  /** This process has as many descriptors as it may have. */
  static final class TooManyException extends LinkException {
    private static final long serialVersionUID = 1L;

    TooManyException(LinkException why) {
      super(why.getMessage());
    }
  }

  /**
   * The two ends of a packet's way.
   *
   * @param protocol the number in the IP header: of UDP, ICMP or ICMPv6
   * @param localId this machine's UDP port, or the ICMP identifier
   * @param remotePort the target's UDP port; 0 for ICMP
   */
  record Ends(int protocol, InetAddress local, int localId, InetAddress remote, int remotePort) {}

  /**
   * Opens a pair.
   *
   * @param name the interface's name, for messages
   * @param bound whether everything has to leave by this interface, whatever the routes say
   * @param ends the ends of the packets; another local port or identifier is taken when that one is
   *     in use
   * @throws LinkException when the kernel does not allow it
   */
  static ProbeSockets open(String name, boolean bound, Ends ends) throws LinkException {
    boolean six = Addresses.version(ends.local()) == 6;
    ProbeSockets pair = new ProbeSockets(name, six, ends.protocol() != IpProtocol.UDP);
    try {
      pair.open(bound, ends);
      return pair;
    } catch (LinkException | RuntimeException | Error e) {
      pair.close();
      throw e;
    }
  }

  private void open(boolean bound, Ends ends) throws LinkException {
    sender = socket(ends.protocol(), bound);
    option(sender, Libc.SOL_SOCKET, SO_SNDTIMEO, patience());
    setMode(PROBE);
    bind(ends);
    option(sender, Libc.SOL_SOCKET, SO_REUSEADDR, 1);
    // opened second, because among equals the kernel gives what arrives to the last one
    receiver = socket(ends.protocol(), bound);
    option(receiver, Libc.SOL_SOCKET, SO_REUSEADDR, 1);
    option(receiver, Libc.SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
    option(receiver, level(), six ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER, six ? PROBE : INTERFACE);
    option(receiver, level(), six ? SocketMessage.IPV6_RECVERR : SocketMessage.IP_RECVERR, 1);
    option(receiver, level(), six ? IPV6_RECVHOPLIMIT : IP_RECVTTL, 1);
    // kernels before 4.10 and 5.9 do not have these; then fragments and extensions are not known
    set(receiver, six ? SocketMessage.IPV6_RECVFRAGSIZE : SocketMessage.IP_RECVFRAGSIZE, 1);
    set(receiver, six ? IPV6_RECVERR_RFC4884 : IP_RECVERR_RFC4884, 1);
    if (Libc.bind(receiver, SocketAddress.of(ends.local(), identifier, link)) < 0) {
      throw failed("a socket cannot share its port");
    }
    if (!echoes
        && Libc.connect(receiver, SocketAddress.of(ends.remote(), ends.remotePort(), link)) < 0) {
      throw failed("no way to " + Addresses.text(ends.remote()));
    }
  }

  private int socket(int protocol, boolean bound) throws LinkException {
    int descriptor =
        Libc.socket(
            six ? Libc.AF_INET6 : Libc.AF_INET,
            Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC,
            echoes ? protocol : 0);
    if (descriptor < 0 && Libc.errno() == Errno.EMFILE) {
      throw new TooManyException(
          failed("no socket for " + (echoes ? "echo requests" : "datagrams")));
    }
    if (descriptor < 0) {
      throw failed("no socket for " + (echoes ? "echo requests" : "datagrams"));
    }
    if (bound) {
      byte[] device = (name + '\0').getBytes(java.nio.charset.StandardCharsets.UTF_8);
      if (Libc.setsockopt(descriptor, Libc.SOL_SOCKET, SO_BINDTODEVICE, device) < 0) {
        LinkException trouble = failed("a socket cannot be tied to " + name);
        Libc.close(descriptor);
        throw trouble;
      }
    }
    stamp(descriptor);
    return descriptor;
  }

  /**
   * Asks for stamps. Without them only the clock of this process tells when packets left and came.
   */
  static void stamp(int descriptor) {
    Libc.setsockopt(descriptor, Libc.SOL_SOCKET, SocketMessage.SO_TIMESTAMPING, number(STAMPS));
  }

  /** Takes the port or identifier that is wanted, or another one when that is in use. */
  private void bind(Ends ends) throws LinkException {
    for (int i = 0; i < TRIES; i++) {
      byte[] address = SocketAddress.of(ends.local(), i == 0 ? ends.localId() : 0, link);
      if (Libc.bind(sender, address) == 0 && Libc.getsockname(sender, address) == 0) {
        identifier = SocketAddress.port(address);
        return;
      }
      if (Libc.errno() != Errno.EADDRINUSE) {
        throw failed("cannot send from " + Addresses.text(ends.local()));
      }
    }
    throw echoes
        ? failed("no free port")
        : new LinkException(HostException.noFreePort("UDP").getMessage());
  }

  private int level() {
    return six ? Libc.IPPROTO_IPV6 : Libc.IPPROTO_IP;
  }

  /** Sets an option without which the sockets are of no use. */
  private void option(int descriptor, int level, int option, int value) throws LinkException {
    option(descriptor, level, option, number(value));
  }

  private void option(int descriptor, int level, int option, byte[] value) throws LinkException {
    if (Libc.setsockopt(descriptor, level, option, value) < 0) {
      throw failed("a socket cannot be set up (option " + option + ")");
    }
  }

  private boolean set(int descriptor, int option, int value) {
    return Libc.setsockopt(descriptor, level(), option, number(value)) == 0;
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  private static byte[] patience() {
    int word = com.sun.jna.Native.LONG_SIZE;
    ByteBuffer timeval = ByteBuffer.allocate(2 * word).order(ByteOrder.nativeOrder());
    if (word == Long.BYTES) {
      timeval.putLong(word, SEND_PATIENCE_US);
    } else {
      timeval.putInt(word, (int) SEND_PATIENCE_US);
    }
    return timeval.array();
  }

  /** The port or identifier that the packets really carry. */
  int identifier() {
    return identifier;
  }

  int sender() {
    return sender;
  }

  int receiver() {
    return receiver;
  }

  /** Sets the TTL and the type of service of the packets that are sent from now on. */
  void set(int newHopLimit, int newTrafficClass) throws LinkException {
    if (newHopLimit != hopLimit) {
      option(sender, level(), six ? IPV6_UNICAST_HOPS : SocketMessage.IP_TTL, newHopLimit);
      hopLimit = newHopLimit;
    }
    if (newTrafficClass != trafficClass) {
      option(sender, level(), six ? IPV6_TCLASS : IP_TOS, newTrafficClass);
      trafficClass = newTrafficClass;
    }
  }

  /**
   * Sets whether packets may be fragmented, by routers and by this machine.
   *
   * @param mtu the length of this machine's longest fragment in bytes, which counts only in IPv6; 0
   *     for none
   */
  void setFragmentation(boolean splittable, int mtu) throws LinkException {
    setMode(splittable ? OMIT : PROBE);
    if (six && splittable && mtu != longest) {
      option(sender, level(), IPV6_MTU, mtu);
      longest = mtu;
    }
  }

  private void setMode(int newMode) throws LinkException {
    if (newMode != mode) {
      option(sender, level(), six ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER, newMode);
      mode = newMode;
    }
  }

  /**
   * Sends the bytes that come after the IP header, or for UDP after the UDP header.
   *
   * @throws FrameRefusedException when the kernel does not take this packet, but may take others
   * @throws LinkException when it takes none
   */
  void send(byte[] bytes, InetAddress remote, int remotePort) throws LinkException {
    byte[] address = SocketAddress.of(remote, echoes ? 0 : remotePort, link);
    while (Libc.sendto(sender, bytes, 0, address) < 0) {
      int errno = Libc.errno();
      if (errno == Errno.EINTR) {
        continue;
      }
      throw notSent(bytes.length, remote, errno);
    }
  }

  /** Makes the kernel number the packets that it stamps from 0 on again. */
  void renumber() {
    Libc.setsockopt(sender, Libc.SOL_SOCKET, SocketMessage.SO_TIMESTAMPING, number(0));
    Libc.setsockopt(sender, Libc.SOL_SOCKET, SocketMessage.SO_TIMESTAMPING, number(STAMPS));
  }

  private LinkException notSent(int length, InetAddress remote, int errno) {
    return switch (errno) {
      case Errno.EMSGSIZE, Errno.ENOBUFS, Errno.EAGAIN ->
          InterfaceTrouble.notSent(name, length, errno);
      case Errno.EPERM ->
          new LinkException(
              "this machine's own firewall lets nothing out to "
                  + Addresses.text(remote)
                  + " (EPERM): see nft list ruleset");
      default ->
          InterfaceTrouble.broken(
              name,
              new LinkException(
                  "nothing can be sent to "
                      + Addresses.text(remote)
                      + ": "
                      + Errno.describe(errno)));
    };
  }

  private LinkException failed(String what) {
    return new LinkException(what + ": " + Errno.describe(Libc.errno()));
  }

  @Override
  public void close() {
    for (int descriptor : new int[] {sender, receiver}) {
      if (descriptor >= 0) {
        Libc.close(descriptor);
      }
    }
    sender = UNKNOWN;
    receiver = UNKNOWN;
  }
}
