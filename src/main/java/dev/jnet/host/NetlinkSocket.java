package dev.jnet.host;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A socket to the kernel's routing tables (Linux {@code NETLINK_ROUTE}). Needs no privilege. */
final class NetlinkSocket implements Netlink.Channel {
  private static final int NETLINK_ROUTE = 0;

  /**
   * Length in bytes of {@code struct sockaddr_nl}: family (16), padding (16), port (32), groups
   * (32).
   */
  private static final int ADDRESS = 12;

  /**
   * Linux fills a datagram of a dump with at most 32 KiB. Only a list of virtual functions makes
   * one row larger than that, and jnet does not ask for these.
   */
  private static final int BUFFER = 32 * 1024;

  /**
   * How long to wait for an answer, in s. The kernel answers in microseconds, so later none will
   * come.
   */
  private static final int SILENCE_SECONDS = 5;

  /**
   * One buffer for each thread. Thousands of questions may be asked one after another, each on its
   * own socket.
   */
  private static final ThreadLocal<byte[]> BUFFERS = new ThreadLocal<>();

  private final int fd;
  private final byte[] buffer;
  private int portId;

  private NetlinkSocket(int fd) {
    this.fd = fd;
    if (BUFFERS.get() == null) {
      BUFFERS.set(new byte[BUFFER]);
    }
    this.buffer = BUFFERS.get();
  }

  static NetlinkSocket open() throws HostException {
    int fd = Libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, NETLINK_ROUTE);
    if (fd < 0) {
      throw HostException.refused("cannot ask the kernel about its networks", Libc.errno());
    }
    NetlinkSocket socket = new NetlinkSocket(fd);
    try {
      socket.bind();
    } catch (HostException | RuntimeException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  private void bind() throws HostException {
    byte[] address = address();
    int word = Native.LONG_SIZE;
    ByteBuffer timeval = ByteBuffer.allocate(2 * word).order(ByteOrder.nativeOrder());
    if (word == Long.BYTES) {
      timeval.putLong(SILENCE_SECONDS);
    } else {
      timeval.putInt(SILENCE_SECONDS);
    }
    if (Libc.bind(fd, address) < 0
        || Libc.getsockname(fd, address) < 0
        || Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVTIMEO, timeval.array()) < 0) {
      throw HostException.refused("cannot set up a netlink socket", Libc.errno());
    }
    portId = port(address);
  }

  private static byte[] address() {
    ByteBuffer address = ByteBuffer.allocate(ADDRESS).order(ByteOrder.nativeOrder());
    return address.putShort((short) Libc.AF_NETLINK).array();
  }

  private static int port(byte[] address) {
    return ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).getInt(4);
  }

  @Override
  public int portId() {
    return portId;
  }

  @Override
  public void send(byte[] datagram) throws HostException {
    while (Libc.sendto(fd, datagram, 0, address()) < 0) {
      if (Libc.errno() != Errno.EINTR) {
        throw HostException.refused("cannot ask the kernel about its networks", Libc.errno());
      }
    }
  }

  @Override
  public byte[] receive() throws HostException {
    byte[] sender = new byte[ADDRESS];
    while (true) {
      int length = Libc.recvfrom(fd, buffer, Libc.MSG_TRUNC, sender);
      if (length > buffer.length) {
        throw HostException.unreadable(length + " bytes at once, read " + buffer.length);
      } else if (length >= 0 && port(sender) == 0) {
        return Arrays.copyOf(buffer, length); // port 0 is the kernel's; no process can send from it
      } else if (length < 0 && Libc.errno() == Errno.EAGAIN) {
        throw new HostException(
            HostException.Kind.SYSTEM, "no answer from the kernel in " + SILENCE_SECONDS + " s");
      } else if (length < 0 && Libc.errno() != Errno.EINTR) {
        throw HostException.refused("no answer from the kernel", Libc.errno());
      }
    }
  }

  @Override
  public void close() {
    Libc.close(fd); // this fails only if the descriptor is closed already
  }
}
