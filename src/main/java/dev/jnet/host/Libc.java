package dev.jnet.host;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;

/**
 * The few functions of the C library that jnet calls, with C's own conventions: −1 is a failure,
 * and {@link #errno()} then tells which.
 *
 * <p>Called one by one through JNA's function objects. Measured on a cold JVM, that costs about 20
 * ms less than binding a class of native methods or making an interface's proxy, and jnet's calls
 * here are few; a loop that sends hundreds of thousands of packets should bind its own.
 */
public final class Libc {
  /** Address family: IPv4. */
  public static final int AF_INET = 2;

  /** Address family: IPv6. Linux's number. */
  public static final int AF_INET6 = 10;

  /** Address family: the kernel itself. Linux only. */
  public static final int AF_NETLINK = 16;

  /** Socket type: a byte stream, which is TCP. */
  public static final int SOCK_STREAM = 1;

  /** Socket type: datagrams. */
  public static final int SOCK_DGRAM = 2;

  /** Socket type: packets with their headers. */
  public static final int SOCK_RAW = 3;

  /** Added to a socket type: no child process inherits it. Linux's number. */
  public static final int SOCK_CLOEXEC = 0x80000;

  /** {@code setsockopt} level of options of IPv4. */
  public static final int IPPROTO_IP = 0;

  /** {@code setsockopt} level of options of IPv6. */
  public static final int IPPROTO_IPV6 = 41;

  /** {@code setsockopt} level of options of the socket itself. Linux's number. */
  public static final int SOL_SOCKET = 1;

  /** Option: how long a receive waits, a {@code struct timeval}. Linux's number. */
  public static final int SO_RCVTIMEO = 20;

  /** Receive flag: what is there now, without waiting for more. Linux's number. */
  public static final int MSG_DONTWAIT = 0x40;

  /** Receive flag: what the socket's error queue holds. Linux only. */
  public static final int MSG_ERRQUEUE = 0x2000;

  /** Receive flag: give the whole length, also of a message that was cut short. */
  public static final int MSG_TRUNC = 0x20;

  /** {@code getnameinfo} flag: digits are no name. Linux's number. */
  private static final int NI_NAMEREQD = 8;

  private static final NativeLibrary C = NativeLibrary.getProcess();
  private static final Function SOCKET = C.getFunction("socket");
  private static final Function BIND = C.getFunction("bind");
  private static final Function GETSOCKNAME = C.getFunction("getsockname");
  private static final Function SETSOCKOPT = C.getFunction("setsockopt");
  private static final Function SENDTO = C.getFunction("sendto");
  private static final Function RECVFROM = C.getFunction("recvfrom");
  private static final Function PPOLL = C.getFunction("ppoll");
  private static final Function CLOSE = C.getFunction("close");

  private Libc() {}

  /** The error number that the last call on this thread left, see {@link Errno}. */
  public static int errno() {
    return Native.getLastError();
  }

  /** {@code socket(2)}: a descriptor, or −1. */
  public static int socket(int domain, int type, int protocol) {
    return SOCKET.invokeInt(new Object[] {domain, type, protocol});
  }

  /** {@code bind(2)}: 0, or −1. */
  public static int bind(int fd, byte[] address) {
    return BIND.invokeInt(new Object[] {fd, address, address.length});
  }

  /** {@code listen(2)}: 0, or −1. */
  public static int listen(int fd, int backlog) {
    return C.getFunction("listen").invokeInt(new Object[] {fd, backlog});
  }

  /** {@code connect(2)}: 0, or −1. */
  public static int connect(int fd, byte[] address) {
    return C.getFunction("connect").invokeInt(new Object[] {fd, address, address.length});
  }

  /** {@code getsockopt(2)} into an array as long as the value: 0, or −1. */
  public static int getsockopt(int fd, int level, int option, byte[] value) {
    return C.getFunction("getsockopt")
        .invokeInt(new Object[] {fd, level, option, value, new int[] {value.length}});
  }

  /** {@code shutdown(2)}: 0, or −1. */
  public static int shutdown(int fd, int how) {
    return C.getFunction("shutdown").invokeInt(new Object[] {fd, how});
  }

  /**
   * {@code recvmsg(2)}.
   *
   * @param message a {@code struct msghdr}
   * @return bytes received, or −1
   */
  public static int recvmsg(int fd, Pointer message, int flags) {
    return size(C.getFunction("recvmsg"), new Object[] {fd, message, flags});
  }

  /** {@code getsockname(2)} into an array as long as the family's address: 0, or −1. */
  public static int getsockname(int fd, byte[] address) {
    return GETSOCKNAME.invokeInt(new Object[] {fd, address, new int[] {address.length}});
  }

  /** {@code setsockopt(2)}: 0, or −1. */
  public static int setsockopt(int fd, int level, int option, byte[] value) {
    return SETSOCKOPT.invokeInt(new Object[] {fd, level, option, value, value.length});
  }

  /**
   * {@code sendto(2)}.
   *
   * @param address where to, a socket address; {@code null} on a connected socket
   * @return bytes sent, or −1
   */
  public static int sendto(int fd, byte[] bytes, int flags, byte[] address) {
    int length = address == null ? 0 : address.length;
    return size(SENDTO, new Object[] {fd, bytes, sizeT(bytes.length), flags, address, length});
  }

  /**
   * {@code recvfrom(2)}.
   *
   * @param address takes the sender's socket address; {@code null} when that does not matter
   * @return bytes received (with {@link #MSG_TRUNC} bytes that there were, which can be more than
   *     the buffer holds), or −1
   */
  public static int recvfrom(int fd, byte[] buffer, int flags, byte[] address) {
    int[] length = address == null ? null : new int[] {address.length};
    return size(RECVFROM, new Object[] {fd, buffer, sizeT(buffer.length), flags, address, length});
  }

  /**
   * {@code getrandom(2)}: random bytes that nobody can guess.
   *
   * @param bytes is filled; at most 256, which the kernel gives whole
   * @throws HostException when it gives none, as before Linux 3.17
   */
  public static void getrandom(byte[] bytes) throws HostException {
    Object[] arguments = {bytes, sizeT(bytes.length), 0};
    if (size(C.getFunction("getrandom"), arguments) != bytes.length) {
      throw HostException.refused("no random numbers", errno());
    }
  }

  /** {@code close(2)}: 0, or −1. */
  public static int close(int fd) {
    return CLOSE.invokeInt(new Object[] {fd});
  }

  /**
   * {@code ppoll(2)} without a signal mask: how many descriptors have something to tell, or −1.
   *
   * @param fds an array of {@code struct pollfd}
   * @param timeout a {@code struct timespec}
   */
  public static int ppoll(Pointer fds, int count, Pointer timeout) {
    return PPOLL.invokeInt(new Object[] {fds, sizeT(count), timeout, Pointer.NULL});
  }

  /** {@code if_nametoindex(3)}: an interface's number in this network namespace, or 0. */
  public static int ifNameToIndex(String name) {
    return C.getFunction("if_nametoindex").invokeInt(new Object[] {name});
  }

  /** {@code strerror(3)}: the system's words for an error number. */
  public static String strerror(int errno) {
    return C.getFunction("strerror").invokeString(new Object[] {errno}, false);
  }

  /**
   * {@code getaddrinfo(3)}: 0 and a list in {@code result}, or one of its own error codes.
   *
   * @param hints a {@code struct addrinfo}
   */
  static int getaddrinfo(String host, byte[] hints, PointerByReference result) {
    byte[] text = host.getBytes(StandardCharsets.UTF_8);
    byte[] terminated = new byte[text.length + 1];
    System.arraycopy(text, 0, terminated, 0, text.length);
    return C.getFunction("getaddrinfo").invokeInt(new Object[] {terminated, null, hints, result});
  }

  /** {@code freeaddrinfo(3)}. */
  static void freeaddrinfo(Pointer list) {
    C.getFunction("freeaddrinfo").invokeVoid(new Object[] {list});
  }

  /**
   * {@code getnameinfo(3)}: the name of a socket address, or −1 and other error codes.
   *
   * @param name where the name goes, ended by a zero
   */
  static int getnameinfo(byte[] address, byte[] name) {
    return C.getFunction("getnameinfo")
        .invokeInt(new Object[] {address, address.length, name, name.length, null, 0, NI_NAMEREQD});
  }

  /** {@code gai_strerror(3)}: the words for an error code of {@code getaddrinfo}. */
  static String gaiStrerror(int code) {
    return C.getFunction("gai_strerror").invokeString(new Object[] {code}, false);
  }

  /**
   * A {@code size_t} argument, or an {@code unsigned long}, which on Linux is as wide: as a
   * pointer.
   */
  private static Object sizeT(int value) {
    if (Native.SIZE_T_SIZE == Long.BYTES) {
      return Long.valueOf(value);
    }
    return value;
  }

  /** Calls a function that gives a {@code ssize_t}, which fits an int as our buffers do. */
  private static int size(Function function, Object[] arguments) {
    return Native.SIZE_T_SIZE == Long.BYTES
        ? Math.toIntExact(function.invokeLong(arguments))
        : function.invokeInt(arguments);
  }
}
