package dev.jnet.host;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Keeps this machine's kernel out of a TCP connection that jnet makes itself. It is a listening
 * socket on a port that the kernel or the caller picked. The socket silently drops every segment
 * that arrives for it.
 *
 * <p>Without it the kernel would answer the other side's segments with resets, or give the port to
 * another program. It needs no privilege and changes no firewall rule. Three means are tried in
 * this order, because each has its limits. A TCP-MD5 key for all addresses (RFC 2385) drops
 * segments without a signature. A minimum TTL of 255 (RFC 5082) drops what a router has forwarded;
 * a peer on this link could still get through. A socket filter drops everything, but needs
 * CAP_NET_ADMIN on newer kernels.
 */
public final class PortGuard implements AutoCloseable {
  /** What makes the socket drop everything. */
  public enum Means {
    /** A TCP-MD5 key that no peer has. */
    MD5_SIGNATURE,
    /** A minimum TTL or hop limit of 255. */
    MIN_HOP_LIMIT,
    /** A socket filter that drops everything. */
    FILTER
  }

  private static final int IPPROTO_IP = 0;
  private static final int IPPROTO_TCP = 6;
  private static final int IPPROTO_IPV6 = 41;
  private static final int TCP_MD5SIG_EXT = 38;
  private static final int IP_MINTTL = 21;
  private static final int IPV6_V6ONLY = 26;
  private static final int IPV6_MINHOPCOUNT = 73;

  private static final int SOCKADDR_IN = 16;
  private static final int SOCKADDR_IN6 = 28;
  private static final int SOCKADDR_STORAGE = 128;
  private static final int TCP_MD5SIG_FLAG_PREFIX = 1;
  private static final int TCP_MD5SIG_MAXKEYLEN = 80;

  private final int descriptor;
  private final int port;
  private final Means means;
  private boolean open = true;

  private PortGuard(int descriptor, int port, Means means) {
    this.descriptor = descriptor;
    this.port = port;
    this.means = means;
  }

  /**
   * Reserves a port for connections of one IP version.
   *
   * @param local the address that will be used; only its IP version matters
   * @throws HostException when the kernel offers none of the means, or no port is free
   */
  public static PortGuard open(InetAddress local) throws HostException {
    return open(local, 0);
  }

  /**
   * Reserves a given port.
   *
   * @param wanted 1 to 65535; 0 for one that the kernel picks
   * @throws HostException when another program uses the port, or the kernel offers none of the
   *     means
   */
  public static PortGuard open(InetAddress local, int wanted) throws HostException {
    boolean six = local.getAddress().length == 16;
    int family = six ? Libc.AF_INET6 : Libc.AF_INET;
    int descriptor = Libc.socket(family, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
      throw HostException.refused("no TCP socket to guard a port", Libc.errno());
    }
    try {
      if (six) {
        // leaves the IPv4 port with this number to others
        set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, number(1));
      }
      Means means = silence(descriptor, six);
      byte[] address = new byte[six ? SOCKADDR_IN6 : SOCKADDR_IN];
      ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).putShort((short) family);
      ByteBuffer.wrap(address).putShort(2, (short) wanted);
      if (Libc.bind(descriptor, address) < 0) {
        int errno = Libc.errno();
        throw wanted == 0 && errno == Errno.EADDRINUSE
            ? HostException.noFreePort("TCP")
            : HostException.refused("no free TCP port", errno);
      }
      if (Libc.listen(descriptor, 1) < 0) {
        throw HostException.refused("a TCP port cannot be guarded", Libc.errno());
      }
      if (Libc.getsockname(descriptor, address) < 0) {
        throw HostException.refused("the guarded TCP port is not known", Libc.errno());
      }
      int port = Short.toUnsignedInt(ByteBuffer.wrap(address).getShort(2));
      return new PortGuard(descriptor, port, means);
    } catch (HostException e) {
      Libc.close(descriptor);
      throw e;
    }
  }

  private static Means silence(int descriptor, boolean six) throws HostException {
    if (set(descriptor, IPPROTO_TCP, TCP_MD5SIG_EXT, keyForEverybody(six))) {
      return Means.MD5_SIGNATURE;
    }
    boolean least =
        six
            ? set(descriptor, IPPROTO_IPV6, IPV6_MINHOPCOUNT, number(255))
            : set(descriptor, IPPROTO_IP, IP_MINTTL, number(255));
    if (least) {
      return Means.MIN_HOP_LIMIT;
    }
    if (SocketFilter.ofNothing().attach(descriptor)) {
      return Means.FILTER;
    }
    int errno = Libc.errno();
    throw new HostException(
        HostException.Kind.NO_PORT_GUARD,
        errno,
        "this kernel cannot be kept out of TCP connections of jnet's own: "
            + Errno.describe(errno));
  }

  private static boolean set(int descriptor, int level, int option, byte[] value) {
    return Libc.setsockopt(descriptor, level, option, value) == 0;
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  /** A {@code struct tcp_md5sig} for the prefix of length 0, which contains all addresses. */
  private static byte[] keyForEverybody(boolean six) {
    ByteBuffer key =
        ByteBuffer.allocate(SOCKADDR_STORAGE + 8 + TCP_MD5SIG_MAXKEYLEN)
            .order(ByteOrder.nativeOrder());
    key.putShort(0, (short) (six ? Libc.AF_INET6 : Libc.AF_INET));
    key.put(SOCKADDR_STORAGE, (byte) TCP_MD5SIG_FLAG_PREFIX);
    key.put(SOCKADDR_STORAGE + 1, (byte) 0); // prefix length
    key.putShort(SOCKADDR_STORAGE + 2, (short) 1); // length of the key in bytes
    key.put(SOCKADDR_STORAGE + 8, (byte) 'j');
    return key.array();
  }

  /** The reserved port, 1 to 65535. */
  public int port() {
    return port;
  }

  /** What keeps the kernel silent. */
  public Means means() {
    return means;
  }

  /** Gives the port back. From now on the kernel answers segments for it with resets. */
  @Override
  public void close() {
    if (open) {
      open = false;
      Libc.close(descriptor);
    }
  }
}
