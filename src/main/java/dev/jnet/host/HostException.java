package dev.jnet.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * This machine cannot answer a question, or the answer is negative: no such interface, no route,
 * unknown host.
 *
 * <p>The message is one line for a person. It contains the value that is wrong, and does not end
 * with a full stop.
 */
public final class HostException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final String PORT_RANGE = "net.ipv4.ip_local_port_range"; // of IPv6 too
  private static final Path PORT_RANGE_FILE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  /** What went wrong, as a value for programs. */
  public enum Kind {
    /** No interface has this name or index. */
    NO_SUCH_INTERFACE("no-such-interface"),
    /** The interface exists but is switched off. */
    INTERFACE_DOWN("interface-down"),
    /** No route leads to the destination. */
    NO_ROUTE("no-route"),
    /** No route leads to the destination, because this machine has no IPv6 address to send from. */
    NO_IPV6("no-ipv6"),
    /** A route of type {@code unreachable} refuses the destination. */
    UNREACHABLE("unreachable"),
    /** A route of type {@code prohibit} refuses the destination. */
    PROHIBITED("prohibited"),
    /** A route of type {@code blackhole} drops all packets to the destination. */
    BLACKHOLE("blackhole-route"),
    /**
     * The source address is not one of this machine's, or it belongs to the other address family.
     */
    BAD_SOURCE("bad-source"),
    /** A link-local address was given without its interface. */
    NO_SCOPE("no-scope"),
    /** The name does not exist. */
    UNKNOWN_HOST("unknown-host"),
    /** The name exists, but it has no address of the wanted family. */
    NO_ADDRESS_OF_FAMILY("no-address-of-family"),
    /** The look-up failed, so that it is not known whether the name exists. */
    NAME_LOOKUP_FAILED("name-lookup-failed"),
    /** This kernel cannot be kept out of TCP connections that jnet makes itself. */
    NO_PORT_GUARD("no-port-guard"),
    /** All ports that the kernel gives to programs are in use. */
    NO_FREE_PORT("no-free-port"),
    /** The system refused a call, or its answer cannot be read. */
    SYSTEM("system");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The word for this kind in JSON's {@code error.code}. */
    public String code() {
      return code;
    }
  }

  /** What went wrong. */
  private final Kind kind;

  /** The kernel's error number; 0 when there is none. */
  private final int errno;

  /** A failure without an error number. */
  public HostException(Kind kind, String message) {
    this(kind, 0, message);
  }

  /** A failure with the kernel's error number. */
  public HostException(Kind kind, int errno, String message) {
    super(message);
    this.kind = kind;
    this.errno = errno;
  }

  /**
   * A call that the system refused, with its error number. The message ends with the number's name.
   */
  public static HostException refused(String what, int errno) {
    return new HostException(Kind.SYSTEM, errno, what + ": " + Errno.describe(errno));
  }

  /**
   * All ports that the kernel gives to programs are in use; the message says which, and what to do.
   *
   * @param protocol TCP or UDP
   */
  public static HostException noFreePort(String protocol) {
    return new HostException(
        Kind.NO_FREE_PORT,
        Errno.EADDRINUSE,
        "no "
            + protocol
            + " port is free: programs use all that the kernel gives away, "
            + portRange()
            + "; end some of them, or widen the range: sysctl -w "
            + PORT_RANGE
            + "=\"32768 60999\"");
  }

  private static String portRange() {
    // in one read, because the kernel gives nothing at a second one
    try (BufferedReader file = Files.newBufferedReader(PORT_RANGE_FILE)) {
      String[] ends = file.readLine().split("\\s+", -1);
      return ends[0] + " to " + ends[ends.length - 1];
    } catch (IOException e) {
      return PORT_RANGE;
    }
  }

  /** An answer of the kernel that cannot be read. */
  static HostException unreadable(String why) {
    return new HostException(Kind.SYSTEM, "unreadable answer from the kernel (netlink): " + why);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** The kernel's error number, see {@link Errno}; 0 when there is none. */
  public int errno() {
    return errno;
  }
}
