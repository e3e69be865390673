package dev.jnet.host;

import java.io.IOException;

/**
 * This machine cannot answer, or its answer is no: no such interface, no route, unknown host.
 *
 * <p>The message is one line for a person, with the offending value in it and no trailing full
 * stop.
 */
public final class HostException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, for programs. */
  public enum Kind {
    /** No interface has this name or index. */
    NO_SUCH_INTERFACE("no-such-interface"),
    /** The interface is there but switched off. */
    INTERFACE_DOWN("interface-down"),
    /** No route leads there. */
    NO_ROUTE("no-route"),
    /** No route leads there because this machine has no IPv6 address to send from. */
    NO_IPV6("no-ipv6"),
    /** A route of type {@code unreachable} refuses the destination. */
    UNREACHABLE("unreachable"),
    /** A route of type {@code prohibit} refuses the destination. */
    PROHIBITED("prohibited"),
    /** A route of type {@code blackhole} swallows what goes to the destination. */
    BLACKHOLE("blackhole-route"),
    /** The source address is not one of this machine's, or of the other address family. */
    BAD_SOURCE("bad-source"),
    /** A link-local address without the interface on which it is meant. */
    NO_SCOPE("no-scope"),
    /** The name does not exist. */
    UNKNOWN_HOST("unknown-host"),
    /** The name exists, but without an address of the family asked for. */
    NO_ADDRESS_OF_FAMILY("no-address-of-family"),
    /** Whether the name exists could not be found out. */
    NAME_LOOKUP_FAILED("name-lookup-failed"),
    /** This kernel cannot be kept out of TCP connections that are not its own. */
    NO_PORT_GUARD("no-port-guard"),
    /** The system refused a call, or gave an answer that cannot be read. */
    SYSTEM("system");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The word that stands for it in JSON's {@code error.code}. */
    public String code() {
      return code;
    }
  }

  /** What went wrong. */
  private final Kind kind;

  /** The kernel's number for it; 0 where there is none. */
  private final int errno;

  /** A failure that has no error number. */
  public HostException(Kind kind, String message) {
    this(kind, 0, message);
  }

  /** A failure that the kernel gave a number for. */
  public HostException(Kind kind, int errno, String message) {
    super(message);
    this.kind = kind;
    this.errno = errno;
  }

  /**
   * A call that the system refused, with the number that it left; the message ends with its name.
   */
  static HostException refused(String what, int errno) {
    return new HostException(Kind.SYSTEM, errno, what + ": " + Errno.describe(errno));
  }

  /** An answer of the kernel that cannot be read. */
  static HostException unreadable(String why) {
    return new HostException(Kind.SYSTEM, "unreadable answer from the kernel (netlink): " + why);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** The kernel's number for it, see {@link Errno}; 0 where there is none. */
  public int errno() {
    return errno;
  }
}
