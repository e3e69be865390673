package dev.jnet.host;

/** Error numbers of the C library, as on Linux: the ones with which networks fail, by name. */
public final class Errno {
  /** Not permitted. */
  public static final int EPERM = 1;

  /** No such entry. */
  public static final int ENOENT = 2;

  /** No such thing any more: a route that is gone. */
  public static final int ESRCH = 3;

  /** A signal came first: try again. */
  public static final int EINTR = 4;

  /** No such descriptor. */
  public static final int EBADF = 9;

  /** Nothing there yet, or the time allowed for waiting is over. */
  public static final int EAGAIN = 11;

  /** Not allowed: also what a {@code prohibit} route answers. */
  public static final int EACCES = 13;

  /** No such interface. */
  public static final int ENODEV = 19;

  /** Not understood or not sensible: also what a {@code blackhole} route answers. */
  public static final int EINVAL = 22;

  /** This process has as many descriptors as it may have. */
  public static final int EMFILE = 24;

  /** Larger than the interface lets through. */
  public static final int EMSGSIZE = 90;

  /** The kernel does not know this question. */
  public static final int EOPNOTSUPP = 95;

  /** No such address family: a kernel without IPv6. */
  public static final int EAFNOSUPPORT = 97;

  /** Somebody else uses the address or port. */
  public static final int EADDRINUSE = 98;

  /** The address is none of this machine's. */
  public static final int EADDRNOTAVAIL = 99;

  /** The interface is down. */
  public static final int ENETDOWN = 100;

  /** No route at all. */
  public static final int ENETUNREACH = 101;

  /** No buffer for a packet. */
  public static final int ENOBUFS = 105;

  /** Nobody has answered. */
  public static final int ETIMEDOUT = 110;

  /** A reset, or an ICMP error that says as much. */
  public static final int ECONNREFUSED = 111;

  /** A route that says {@code unreachable}, or a next hop that does not answer. */
  public static final int EHOSTUNREACH = 113;

  /** Under way. */
  public static final int EINPROGRESS = 115;

  private Errno() {}

  /** The number's name, as in {@code ENETUNREACH}; {@code errno 71} for one that is not listed. */
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

  /** Name and the system's own words: {@code ENETUNREACH, Network is unreachable}. */
  public static String describe(int errno) {
    return name(errno) + ", " + Libc.strerror(errno);
  }
}
