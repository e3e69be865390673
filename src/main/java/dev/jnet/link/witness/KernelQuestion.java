package dev.jnet.link.witness;

import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import dev.jnet.host.SocketAddress;
import dev.jnet.link.Poller;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpProtocol;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * One question to a target that this machine's kernel asks by its own socket: an echo request, or a
 * connection to a TCP port. As any program's packets do, it passes the packet filter, NAT and
 * policy routes of this machine.
 */
public final class KernelQuestion implements AutoCloseable {
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SO_ERROR = 4;
  private static final int IP_RECVERR = 11;
  private static final int IPV6_RECVERR = 25;
  private static final int IPV4_LONGEST_HEADER = 60;
  private static final int LONGEST = 2048;
  private static final byte ECHO_REPLY_IPV4 = 0;
  private static final byte ECHO_REPLY_IPV6 = (byte) 129;

  /** How many ICMP messages of other programs are skipped in one look. */
  private static final int MAX_FOREIGN = 256;

  private final InetAddress target;
  private final InetAddress source;
  private final Optional<Port> port;
  private final int descriptor;
  private final int identifier;
  private int errno;

  /** What has come of the question. */
  public enum State {
    /** Nothing has come so far. */
    OPEN,
    /** An echo reply or a SYN-ACK came. */
    ANSWERED,
    /** A reset or an ICMP error came. */
    REFUSED,
    /** The kernel did not let the packet leave. */
    NOT_SENT
  }

  private KernelQuestion(
      InetAddress target, InetAddress source, Optional<Port> port, int identifier, int descriptor) {
    this.target = target;
    this.source = source;
    this.port = port;
    this.identifier = identifier;
    this.descriptor = descriptor;
  }

  /**
   * An echo request, by a raw socket. Making it needs CAP_NET_RAW; sending it does not.
   *
   * @param identifier the identifier of the echo request, 0 to 65535, which no other program may
   *     use
   * @param interfaceName the interface by which it has to leave; empty where the routes decide
   * @param mark its firewall mark; 0 for none
   * @return empty where the kernel gives no socket
   */
  public static Optional<KernelQuestion> echo(
      InetAddress target,
      InetAddress source,
      int identifier,
      Optional<String> interfaceName,
      int mark) {
    int descriptor = RawSocket.open(target, IpProtocol.icmp(Addresses.version(target)));
    return by(
        interfaceName,
        mark,
        new KernelQuestion(target, source, Optional.empty(), identifier, descriptor));
  }

  /**
   * A connection to a TCP port. Needs no privilege.
   *
   * @param interfaceName the interface by which it has to leave; empty where the routes decide
   * @param mark its firewall mark, which needs a privilege; 0 for none
   * @return empty where the kernel gives no socket
   */
  public static Optional<KernelQuestion> connection(
      InetAddress target, InetAddress source, Port port, Optional<String> interfaceName, int mark) {
    int descriptor =
        Libc.socket(
            Addresses.version(target) == 6 ? Libc.AF_INET6 : Libc.AF_INET,
            Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC | SOCK_NONBLOCK,
            0);
    return by(
        interfaceName, mark, new KernelQuestion(target, source, Optional.of(port), 0, descriptor));
  }

  /**
   * Ties a question to an interface and marks it; empty where there is no socket, or the kernel
   * does not.
   */
  private static Optional<KernelQuestion> by(
      Optional<String> interfaceName, int mark, KernelQuestion question) {
    if (question.descriptor >= 0
        && RawSocket.tie(question.descriptor, interfaceName)
        && RawSocket.mark(question.descriptor, mark)) {
      return Optional.of(question);
    }
    question.close();
    return Optional.empty();
  }

  /** Whether it goes to this target. */
  public boolean isFor(InetAddress other) {
    return target.equals(other);
  }

  /** Whether it is an echo request, and not a connection. */
  public boolean isEcho() {
    return port.isEmpty();
  }

  /** The system's words for what went wrong; empty when nothing has. */
  public String reason() {
    return errno == 0 ? "" : Errno.describe(errno);
  }

  /** Sends the question once. The kernel itself sends a SYN again when no answer comes. */
  public void send() {
    boolean six = Addresses.version(target) == 6;
    if (isEcho()) { // ICMP errors about it become its error numbers
      Libc.setsockopt(
          descriptor,
          six ? Libc.IPPROTO_IPV6 : Libc.IPPROTO_IP,
          six ? IPV6_RECVERR : IP_RECVERR,
          number(1));
    }
    boolean failed =
        Libc.bind(descriptor, SocketAddress.of(source, 0)) < 0
            || (Libc.connect(
                        descriptor, SocketAddress.of(target, isEcho() ? 0 : port.get().number()))
                    < 0
                && Libc.errno() != Errno.EINPROGRESS);
    if (isEcho() && !failed) {
      byte[] message =
          IcmpEcho.request(Addresses.version(target), identifier, 1, new byte[Long.BYTES])
              .emit(source, target);
      failed = Libc.sendto(descriptor, message, 0, null) < 0;
    }
    errno = failed ? Libc.errno() : 0;
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  /** Waits at most {@code nanos} ns for an answer, and returns what has come by then. */
  public State await(long nanos) {
    if (errno != 0) {
      return isRefusal(errno) ? State.REFUSED : State.NOT_SENT;
    }
    Poller poller = new Poller(descriptor);
    long until = System.nanoTime() + nanos;
    State state;
    do {
      long left = Math.max(0, until - System.nanoTime());
      boolean news = isEcho() ? poller.readable(0, left) : poller.writable(left);
      state = !news ? State.OPEN : isEcho() ? echoed() : connected();
    } while (state == State.OPEN && System.nanoTime() < until);
    return state;
  }

  private static boolean isRefusal(int errno) {
    return errno == Errno.ECONNREFUSED
        || errno == Errno.EHOSTUNREACH
        || errno == Errno.ENETUNREACH
        || errno == Errno.EPROTO;
  }

  private State connected() {
    byte[] value = new byte[Integer.BYTES];
    if (Libc.getsockopt(descriptor, Libc.SOL_SOCKET, SO_ERROR, value) < 0) {
      errno = Libc.errno();
    } else {
      errno = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
    }
    return errno == 0 ? State.ANSWERED : isRefusal(errno) ? State.REFUSED : State.OPEN;
  }

  /** Reads what is there. A raw socket gets a copy of every program's ICMP messages. */
  private State echoed() {
    byte[] buffer = new byte[LONGEST];
    for (int i = 0; i < MAX_FOREIGN; i++) {
      int length = Libc.recvfrom(descriptor, buffer, Libc.MSG_DONTWAIT, null);
      if (length < 0) {
        errno = Libc.errno() == Errno.EAGAIN ? 0 : Libc.errno();
        return isRefusal(errno) ? State.REFUSED : State.OPEN;
      }
      if (isReply(buffer, length)) {
        return State.ANSWERED;
      }
    }
    return State.OPEN;
  }

  /** IPv4 comes with its header, IPv6 without. */
  private boolean isReply(byte[] buffer, int length) {
    boolean six = Addresses.version(target) == 6;
    int start = six ? 0 : Math.min(IPV4_LONGEST_HEADER, (buffer[0] & 0xf) * Integer.BYTES);
    ByteBuffer message = ByteBuffer.wrap(buffer);
    return length >= start + Long.BYTES
        && message.get(start) == (six ? ECHO_REPLY_IPV6 : ECHO_REPLY_IPV4)
        && Short.toUnsignedInt(message.getShort(start + 4)) == identifier;
  }

  @Override
  public void close() {
    if (descriptor >= 0) {
      Libc.close(descriptor);
    }
  }
}
