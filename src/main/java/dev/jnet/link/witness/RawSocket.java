package dev.jnet.link.witness;

import dev.jnet.host.Libc;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Opens non-blocking raw sockets (raw(7)). Needs CAP_NET_RAW. */
final class RawSocket {
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int IP_MTU_DISCOVER = 10;
  private static final int PMTUDISC_INTERFACE = 4;
  private static final int SO_BINDTODEVICE = 25;
  private static final int SO_MARK = 36;

  private RawSocket() {}

  /**
   * Opens a socket.
   *
   * <p>An IPv4 raw socket gets the ICMP errors about jnet's injected probes, too. Without the
   * option that is set here, the kernel would change its cached path MTU because of a "too big".
   *
   * @param target an address of the IP version that is wanted
   * @param protocol the protocol's number in the IP header
   * @return its descriptor; negative where the kernel gives none
   */
  static int open(InetAddress target, int protocol) {
    boolean six = Addresses.version(target) == 6;
    int descriptor =
        Libc.socket(
            six ? Libc.AF_INET6 : Libc.AF_INET,
            Libc.SOCK_RAW | Libc.SOCK_CLOEXEC | SOCK_NONBLOCK,
            protocol);
    if (descriptor >= 0 && !six) {
      byte[] mode =
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.nativeOrder())
              .putInt(PMTUDISC_INTERFACE)
              .array();
      Libc.setsockopt(descriptor, Libc.IPPROTO_IP, IP_MTU_DISCOVER, mode);
    }
    return descriptor;
  }

  /**
   * Ties a socket to an interface, as {@code -i} asks for. Then packets leave and arrive by that
   * interface alone, whatever the routes say.
   *
   * @param interfaceName empty for a socket that follows the routes
   * @return false where the kernel refuses
   */
  static boolean tie(int descriptor, Optional<String> interfaceName) {
    if (interfaceName.isEmpty()) {
      return true;
    }
    byte[] device = (interfaceName.get() + '\0').getBytes(StandardCharsets.UTF_8);
    return Libc.setsockopt(descriptor, Libc.SOL_SOCKET, SO_BINDTODEVICE, device) == 0;
  }

  /**
   * Gives what a socket sends a firewall mark, as {@code --mark} asks for.
   *
   * @param mark 0 for none
   * @return false where the kernel refuses
   */
  static boolean mark(int descriptor, int mark) {
    if (mark == 0) {
      return true;
    }
    byte[] value =
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(mark).array();
    return Libc.setsockopt(descriptor, Libc.SOL_SOCKET, SO_MARK, value) == 0;
  }

  /** Closes a socket, unless it was not opened. */
  static void close(int descriptor) {
    if (descriptor >= 0) {
      Libc.close(descriptor);
    }
  }
}
