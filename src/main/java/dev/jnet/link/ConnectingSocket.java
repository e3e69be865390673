package dev.jnet.link;

import dev.jnet.host.Errno;
import dev.jnet.host.HostException;
import dev.jnet.host.KernelTcp;
import dev.jnet.host.KernelTcp.Facts;
import dev.jnet.host.KernelTcp.Refusal;
import dev.jnet.host.KernelTcp.Status;
import dev.jnet.host.Libc;
import dev.jnet.host.SocketAddress;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A connection that this machine's kernel makes, by a non-blocking socket. */
final class ConnectingSocket implements AutoCloseable {
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SO_ERROR = 4;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;
  private static final int SHUT_WR = 1;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int CHUNK = 1 << 16;

  private final InetAddress target;
  private final int port;
  private final boolean six;
  private final int descriptor;
  private final SocketMessage.Reader reader;

  /** How the connection went; null as long as that is not known. */
  KernelTcp outcome;

  private ConnectingSocket(
      InetAddress target, int port, int descriptor, SocketMessage.Reader reader) {
    this.target = target;
    this.port = port;
    this.six = Addresses.version(target) == 6;
    this.descriptor = descriptor;
    this.reader = reader;
  }

  /**
   * Opens a socket for a connection to a port, which is not begun yet.
   *
   * @param reader of ICMP errors; sockets of one thread may share it
   * @throws LinkException when there is no socket to be had
   */
  static ConnectingSocket open(InetAddress target, int port, SocketMessage.Reader reader)
      throws LinkException {
    boolean six = Addresses.version(target) == 6;
    int descriptor =
        Libc.socket(
            six ? Libc.AF_INET6 : Libc.AF_INET,
            Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC | SOCK_NONBLOCK,
            0);
    if (descriptor < 0) {
      throw new LinkException("no TCP socket: " + Errno.describe(Libc.errno()));
    }
    byte[] yes = {1, 0, 0, 0};
    if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
      yes = new byte[] {0, 0, 0, 1};
    }
    int level = six ? Libc.IPPROTO_IPV6 : Libc.IPPROTO_IP;
    // without it there is only an error number, and not the sender of the ICMP error that caused it
    Libc.setsockopt(
        descriptor, level, six ? SocketMessage.IPV6_RECVERR : SocketMessage.IP_RECVERR, yes);
    return new ConnectingSocket(target, port, descriptor, reader);
  }

  int descriptor() {
    return descriptor;
  }

  /** Takes a source address. Returns false when the kernel refuses it; errno tells why. */
  boolean bind(InetAddress source) {
    return Libc.bind(descriptor, SocketAddress.of(source, 0)) >= 0;
  }

  /** Explains the error number with which {@link #bind} failed. */
  static LinkException unbound(InetAddress source, int errno) {
    return new LinkException(
        errno == Errno.EADDRINUSE
            ? HostException.noFreePort("TCP").getMessage()
            : "cannot connect from " + Addresses.text(source) + ": " + Errno.describe(errno));
  }

  /** Begins to connect. Returns 0 when the connection is open at once, or else an error number. */
  int connect() {
    return Libc.connect(descriptor, SocketAddress.of(target, port)) == 0 ? 0 : Libc.errno();
  }

  /** The error number of the connection that is under way; 0 when it is open. */
  int error() {
    byte[] value = new byte[Integer.BYTES];
    if (Libc.getsockopt(descriptor, Libc.SOL_SOCKET, SO_ERROR, value) < 0) {
      return Libc.errno();
    }
    return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
  }

  private Optional<Facts> facts() {
    byte[] structure = new byte[Facts.LENGTH];
    return Libc.getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, structure) == 0
        ? Optional.of(Facts.of(structure))
        : Optional.empty();
  }

  /** The outcome of a connection that is open. */
  KernelTcp connected() {
    return new KernelTcp(port, Status.OPEN, Optional.empty(), 0, facts());
  }

  /**
   * The outcome of a reset or an ICMP error. Both may give the same error number; only an ICMP
   * error is in the error queue.
   */
  KernelTcp failed(int errno) {
    KernelTcp filtered = failed(Status.FILTERED, errno);
    boolean reset = errno == Errno.ECONNREFUSED && filtered.refusal().isEmpty();
    return reset ? failed(Status.CLOSED, errno) : filtered;
  }

  /** The outcome of a failure, with the sender of the ICMP error if the error queue has one. */
  KernelTcp failed(Status status, int errno) {
    return new KernelTcp(port, status, refusal(), errno, Optional.empty());
  }

  private Optional<Refusal> refusal() {
    try {
      SocketMessage message = reader.next(descriptor, Libc.MSG_ERRQUEUE);
      SocketMessage.Told told = message == null ? null : message.told();
      if (told == null || told.offender() == null) {
        return Optional.empty();
      }
      byte[] nothing = new byte[0];
      IcmpError.Type type = new IcmpError.Type(six ? 6 : 4, told.type(), told.code());
      return IcmpError.told(type, told.info(), nothing, nothing)
          .map(error -> new Refusal(told.offender(), error));
    } catch (LinkException nothingToTell) {
      return Optional.empty();
    }
  }

  /**
   * Sends data on the open connection, and reads what comes back.
   *
   * @param mostReply the most bytes of the reply that are kept
   * @param patience the time for all of it, in ns
   * @param ended asked between two steps: true ends it early
   */
  KernelTcp exchange(byte[] data, int mostReply, long patience, BooleanSupplier ended)
      throws LinkException {
    Poller poller = new Poller(descriptor);
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    byte[] buffer = new byte[CHUNK];
    int sent = 0;
    long end = System.nanoTime() + patience; // however much comes: some servers never stop
    long dataAt = end - patience;
    boolean over = false;
    while (!over && !ended.getAsBoolean() && System.nanoTime() < end) {
      boolean sending = sent < data.length;
      long slice = Math.min(KernelConnector.SLICE, Math.max(1, end - System.nanoTime()));
      if (sending ? !poller.writable(slice) : !poller.readable(0, slice)) {
        continue;
      }
      if (sending) {
        byte[] rest = Arrays.copyOfRange(data, sent, Math.min(data.length, sent + CHUNK));
        int taken = Libc.sendto(descriptor, rest, MSG_NOSIGNAL, null);
        over = taken < 0 && Libc.errno() != Errno.EAGAIN;
        sent += Math.max(0, taken);
        if (sent == data.length) {
          Libc.shutdown(descriptor, SHUT_WR);
        }
      } else {
        int length = Libc.recvfrom(descriptor, buffer, Libc.MSG_DONTWAIT, null);
        over = length == 0 || (length < 0 && Libc.errno() != Errno.EAGAIN);
        dataAt = length > 0 ? System.nanoTime() : dataAt;
        reply.write(buffer, 0, Math.min(Math.max(0, length), mostReply - reply.size()));
        over |= reply.size() >= mostReply;
      }
    }
    // a server that answered early and then sent no more is not an endless one
    boolean endless = !over && !ended.getAsBoolean() && dataAt > end - patience * 3 / 4;
    return new KernelTcp(
        port, Status.OPEN, Optional.empty(), 0, facts(), reply.toByteArray(), endless);
  }

  @Override
  public void close() {
    Libc.close(descriptor);
  }
}
