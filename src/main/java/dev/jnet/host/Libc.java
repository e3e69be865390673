package dev.jnet.host;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;

/**
 * The few functions of the C library that jnet calls, with C's own conventions: −1 is a failure,
 * and {@link #errno()} then tells which.
 *
 * <p>Each function is called through a function object of JNA. On a cold JVM that takes about 20 ms
 * less than a class of native methods or a proxy of an interface. Each single call is slower, but
 * jnet makes few of them here. A loop that sends hundreds of thousands of packets should have its
 * own binding.
 */
public final class Libc {
  /** Address family: IPv4. */
  public static final int AF_INET = 2;

  /** Address family: IPv6. Linux's number. */
  public static final int AF_INET6 = 10;

  /** Address family: the kernel itself. Linux only. */
  public static final int AF_NETLINK = 16;

  /** Address family: frames of network interfaces. Linux only. */
  public static final int AF_PACKET = 17;

  /** Socket type: a byte stream, which is TCP. */
  public static final int SOCK_STREAM = 1;

  /** Socket type: datagrams. */
  public static final int SOCK_DGRAM = 2;

  /** Socket type: packets with their headers. */
  public static final int SOCK_RAW = 3;

  /** Added to a socket type: child processes do not inherit the socket. Linux's number. */
  public static final int SOCK_CLOEXEC = 0x80000;

  /** The {@code setsockopt} level for options of IPv4. */
  public static final int IPPROTO_IP = 0;

  /** The {@code setsockopt} level for options of IPv6. */
  public static final int IPPROTO_IPV6 = 41;

  /** The {@code setsockopt} level for options of the socket itself. Linux's number. */
  public static final int SOL_SOCKET = 1;

  /** Option: how long a receive waits, a {@code struct timeval}. Linux's number. */
  public static final int SO_RCVTIMEO = 20;

  /** Receive flag: do not wait for data. Linux's number. */
  public static final int MSG_DONTWAIT = 0x40;

  /** Receive flag: read the socket's error queue. Linux only. */
  public static final int MSG_ERRQUEUE = 0x2000;

  /** Receive flag: return the whole length, even of a message that was cut short. */
  public static final int MSG_TRUNC = 0x20;

  /** Linux's number, on all platforms but MIPS, PowerPC and SPARC. */
  private static final long TIOCGWINSZ = 0x5413;

  /** The {@code getnameinfo} flag that asks for a name, never for digits. Linux's number. */
  private static final int NI_NAMEREQD = 8;

  private static final NativeLibrary C = NativeLibrary.getProcess();
  private static final int FALLOC_FL_KEEP_SIZE = 1;

  private static final Function SOCKET = C.getFunction("socket");
  private static final Function BIND = C.getFunction("bind");
  private static final Function GETSOCKNAME = C.getFunction("getsockname");
  private static final Function SETSOCKOPT = C.getFunction("setsockopt");
  private static final Function SENDTO = C.getFunction("sendto");
  private static final Function RECVFROM = C.getFunction("recvfrom");
  private static final Function PPOLL = C.getFunction("ppoll");
  private static final Function CLOSE = C.getFunction("close");

  private Libc() {}

  /** The error number of the last call on this thread, see {@link Errno}. */
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
   * @param address the destination as a socket address; {@code null} on a connected socket
   * @return bytes sent, or −1
   */
  public static int sendto(int fd, byte[] bytes, int flags, byte[] address) {
    int length = address == null ? 0 : address.length;
    return size(SENDTO, new Object[] {fd, bytes, sizeT(bytes.length), flags, address, length});
  }

  /**
   * {@code recvfrom(2)}.
   *
   * @param address is filled with the sender's socket address; {@code null} when that is not needed
   * @return bytes received, or −1. With {@link #MSG_TRUNC} it is the whole length, which can be
   *     more than the buffer holds
   */
  public static int recvfrom(int fd, byte[] buffer, int flags, byte[] address) {
    int[] length = address == null ? null : new int[] {address.length};
    return size(RECVFROM, new Object[] {fd, buffer, sizeT(buffer.length), flags, address, length});
  }

  /**
   * {@code getrandom(2)}: unpredictable random bytes.
   *
   * @param bytes is filled; at most 256, because the kernel always gives that many at once
   * @throws HostException when the kernel gives none, as before Linux 3.17
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
   * {@code ppoll(2)} without a signal mask: how many descriptors are ready, or −1.
   *
   * @param fds an array of {@code struct pollfd}
   * @param timeout a {@code struct timespec}
   */
  public static int ppoll(Pointer fds, int count, Pointer timeout) {
    return PPOLL.invokeInt(new Object[] {fds, sizeT(count), timeout, Pointer.NULL});
  }

  /**
   * {@code ioctl(2)} with {@code TIOCGWINSZ}: how many columns a terminal has; 0 where that is
   * unknown.
   */
  public static int terminalColumns(int fd) {
    short[] size = new short[4]; // struct winsize: rows, columns, and both in pixels
    int code =
        C.getFunction("ioctl").invokeInt(new Object[] {fd, new NativeLong(TIOCGWINSZ), size});
    return code == 0 ? Short.toUnsignedInt(size[1]) : 0;
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
   * {@code getaddrinfo(3)}: 0 and a list in {@code result}, or an error code of its own.
   *
   * @param hints a {@code struct addrinfo}
   */
  public static int getaddrinfo(String host, byte[] hints, PointerByReference result) {
    byte[] text = host.getBytes(StandardCharsets.UTF_8);
    byte[] terminated = new byte[text.length + 1];
    System.arraycopy(text, 0, terminated, 0, text.length);
    return C.getFunction("getaddrinfo").invokeInt(new Object[] {terminated, null, hints, result});
  }

  /** {@code freeaddrinfo(3)}. */
  public static void freeaddrinfo(Pointer list) {
    C.getFunction("freeaddrinfo").invokeVoid(new Object[] {list});
  }

  /**
   * {@code getnameinfo(3)}: the name of a socket address, or −1 and other error codes.
   *
   * @param name is filled with the name, which ends with a zero
   */
  public static int getnameinfo(byte[] address, byte[] name) {
    return C.getFunction("getnameinfo")
        .invokeInt(new Object[] {address, address.length, name, name.length, null, 0, NI_NAMEREQD});
  }

  /** {@code gai_strerror(3)}: the words for an error code of {@code getaddrinfo}. */
  public static String gaiStrerror(int code) {
    return C.getFunction("gai_strerror").invokeString(new Object[] {code}, false);
  }

  /** {@code eventfd(2)} with a count of 0: a descriptor, or −1. */
  public static int eventfd(int flags) {
    return C.getFunction("eventfd").invokeInt(new Object[] {0, flags});
  }

  /** {@code eventfd_write(3)}: adds 1 to the count. 0, or −1. */
  public static int eventfdIncrement(int fd) {
    return C.getFunction("eventfd_write").invokeInt(new Object[] {fd, 1L});
  }

  /** {@code eventfd_read(3)}: sets the count to 0. 0, or −1. */
  public static int eventfdReset(int fd) {
    return C.getFunction("eventfd_read").invokeInt(new Object[] {fd, new long[1]});
  }

  /**
   * A {@code size_t} or {@code unsigned long} argument as a pointer, because both are as wide as
   * one on Linux.
   */
  private static Object sizeT(int value) {
    if (Native.SIZE_T_SIZE == Long.BYTES) {
      return Long.valueOf(value);
    }
    return value;
  }

  /**
   * {@code fallocate(2)}: reserves room for a byte of a file, whose size it keeps. 0, or −1, as for
   * what is no file and on a file system that does not reserve.
   */
  public static int reserve(int fd, long offset) {
    return C.getFunction("fallocate").invokeInt(new Object[] {fd, FALLOC_FL_KEEP_SIZE, offset, 1L});
  }

  /** {@code write(2)} of no bytes, which a device may refuse all the same: 0, or −1. */
  public static int writeNothing(int fd) {
    return size(C.getFunction("write"), new Object[] {fd, new byte[1], sizeT(0)});
  }

  /**
   * Calls a function that returns a {@code ssize_t}. An int is enough, because jnet's buffers are
   * small.
   */
  private static int size(Function function, Object[] arguments) {
    return Native.SIZE_T_SIZE == Long.BYTES
        ? Math.toIntExact(function.invokeLong(arguments))
        : function.invokeInt(arguments);
  }
}
