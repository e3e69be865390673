package dev.jnet.host;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Keeps this machine's kernel out of a UDP exchange that jnet makes itself. It is a socket bound to
 * a port that the kernel picked. Datagrams for the port wait in the socket's bounded buffer and are
 * never read. Without the socket the kernel would answer them with <em>port unreachable</em>.
 */
public final class UdpPort implements AutoCloseable {
  private static final int SOCKADDR_IN = 16;
  private static final int SOCKADDR_IN6 = 28;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;

  private final int descriptor;
  private final int port;
  private boolean open = true;

  private UdpPort(int descriptor, int port) {
    this.descriptor = descriptor;
    this.port = port;
  }

  /**
   * Reserves a port for one IP version.
   *
   * @param local the address that will be used; only its IP version matters
   * @throws HostException when no port is free, or the kernel lacks this IP version
   */
  public static UdpPort open(InetAddress local) throws HostException {
    boolean six = local.getAddress().length == 16;
    int family = six ? Libc.AF_INET6 : Libc.AF_INET;
    int descriptor = Libc.socket(family, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
      throw HostException.refused("no UDP socket to guard a port", Libc.errno());
    }
    if (six) {
      // leaves the IPv4 port with this number to others
      byte[] one = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(1).array();
      Libc.setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, one);
    }
    byte[] address = new byte[six ? SOCKADDR_IN6 : SOCKADDR_IN];
    ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).putShort((short) family);
    if (Libc.bind(descriptor, address) < 0 || Libc.getsockname(descriptor, address) < 0) {
      int errno = Libc.errno();
      HostException refused =
          errno == Errno.EADDRINUSE
              ? HostException.noFreePort("UDP")
              : HostException.refused("no free UDP port", errno);
      Libc.close(descriptor);
      throw refused;
    }
    return new UdpPort(descriptor, Short.toUnsignedInt(ByteBuffer.wrap(address).getShort(2)));
  }

  /** The reserved port, 1 to 65535. */
  public int port() {
    return port;
  }

  /** Gives the port back. */
  @Override
  public void close() {
    if (open) {
      open = false;
      Libc.close(descriptor);
    }
  }
}
