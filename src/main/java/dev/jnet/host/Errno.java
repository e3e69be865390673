package dev.jnet.host;

/** The error numbers of the C library on Linux with which network calls fail, by name. */
public final class Errno {
  /** Not permitted. */
  public static final int EPERM = 1;

  /** No such entry. */
  public static final int ENOENT = 2;

  /** The object does not exist, such as a route that is gone. */
  public static final int ESRCH = 3;

  /** A signal interrupted the call: try again. */
  public static final int EINTR = 4;

  /** No such descriptor. */
  public static final int EBADF = 9;

  /** There is nothing yet, or the time for waiting is over. */
  public static final int EAGAIN = 11;

  /** Not allowed. A {@code prohibit} route gives this error too. */
  public static final int EACCES = 13;

  /** No such interface. */
  public static final int ENODEV = 19;

  /** An invalid argument. A {@code blackhole} route gives this error too. */
  public static final int EINVAL = 22;

  /** This process has all descriptors that it may have. */
  public static final int EMFILE = 24;

  /** The disk is full. */
  public static final int ENOSPC = 28;

  /** The packet is larger than the interface's MTU. */
  public static final int EMSGSIZE = 90;

  /** A protocol error. An ICMP parameter problem becomes this error. */
  public static final int EPROTO = 71;

  /** The kernel does not support the operation. */
  public static final int EOPNOTSUPP = 95;

  /** No such address family, as in a kernel without IPv6. */
  public static final int EAFNOSUPPORT = 97;

  /** Another program uses the address or port. */
  public static final int EADDRINUSE = 98;

  /** The address is not one of this machine's. */
  public static final int EADDRNOTAVAIL = 99;

  /** The interface is down. */
  public static final int ENETDOWN = 100;

  /** There is no route. */
  public static final int ENETUNREACH = 101;

  /** There is no buffer for the packet. */
  public static final int ENOBUFS = 105;

  /** No answer came in time. */
  public static final int ETIMEDOUT = 110;

  /** The connection was reset, or an ICMP error has the same meaning. */
  public static final int ECONNREFUSED = 111;

  /** An {@code unreachable} route, or a next hop that does not answer. */
  public static final int EHOSTUNREACH = 113;

  /** The operation has begun and is not over yet. */
  public static final int EINPROGRESS = 115;

  /** The quota of the disk is used up. */
  public static final int EDQUOT = 122;

  private Errno() {}

  /**
   * The name of an error number, such as {@code ENETUNREACH}; {@code errno 71} for a number without
   * a name here.
   */
  public static String name(int errno) {
    return switch (errno) {
      case EPERM -> "EPERM";
      case ESRCH -> "ESRCH";
      case ENOENT -> "ENOENT";
      case EINTR -> "EINTR";
      case EBADF -> "EBADF";
      case EAGAIN -> "EAGAIN";
      case 12 -> "ENOMEM";
      case EACCES -> "EACCES";
      case 16 -> "EBUSY";
      case EINVAL -> "EINVAL";
      case ENODEV -> "ENODEV";
      case EMFILE -> "EMFILE";
      case ENOSPC -> "ENOSPC";
      case 32 -> "EPIPE";
      case EMSGSIZE -> "EMSGSIZE";
      case 92 -> "ENOPROTOOPT";
      case 93 -> "EPROTONOSUPPORT";
      case EOPNOTSUPP -> "EOPNOTSUPP";
      case EAFNOSUPPORT -> "EAFNOSUPPORT";
      case EADDRINUSE -> "EADDRINUSE";
      case EADDRNOTAVAIL -> "EADDRNOTAVAIL";
      case ENETDOWN -> "ENETDOWN";
      case ENETUNREACH -> "ENETUNREACH";
      case 104 -> "ECONNRESET";
      case ENOBUFS -> "ENOBUFS";
      case 107 -> "ENOTCONN";
      case ETIMEDOUT -> "ETIMEDOUT";
      case ECONNREFUSED -> "ECONNREFUSED";
      case EHOSTUNREACH -> "EHOSTUNREACH";
      default -> "errno " + errno;
    };
  }

  /** The name and the system's text: {@code ENETUNREACH, Network is unreachable}. */
  public static String describe(int errno) {
    return name(errno) + ", " + Libc.strerror(errno);
  }
}
