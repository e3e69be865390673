package dev.jnet.link;

import dev.jnet.host.Libc;

/** Opens real network interfaces. */
public final class Links {
  /** The kernel makes it first in every network namespace, whatever its name. */
  private static final int LOOPBACK_IFINDEX = 1;

  static {
    // pcap4j logs, and nobody reads it. Named, the logger that says nothing need not be searched
    // for.
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }

  private Links() {}

  /**
   * Says that interfaces may be opened later: what that takes of Java alone begins to be loaded. No
   * native code is.
   */
  public static void expect() {
    Preparation.beginInJava();
  }

  /**
   * Says that an interface will be opened soon: what that takes begins to be loaded beside whatever
   * is done until then. Where it cannot be loaded, opening says so.
   */
  public static void prepare() {
    Preparation.beginNatively();
  }

  /**
   * Looks whether an interface is there, and switched on.
   *
   * @throws LinkException when it is not; the message says so, and what to do
   */
  public static void requireUp(String interfaceName) throws LinkException {
    LibPcap.checkUp(interfaceName);
  }

  /**
   * Opens a network interface of this machine for sending and capturing.
   *
   * <p>Takes root's rights or CAP_NET_RAW, and libpcap. Closing it takes the kernel some 60 ms:
   * answer first.
   *
   * @param interfaceName such as {@code eth0}, {@code lo} or {@code tun0}
   * @throws LinkException when that is impossible; the message says why and what to do
   */
  public static Link open(String interfaceName, Capture capture) throws LinkException {
    try {
      return Libc.ifNameToIndex(interfaceName) == LOOPBACK_IFINDEX
          ? LoopbackLink.open(interfaceName, capture)
          : PcapLink.open(interfaceName, capture);
    } catch (LinkageError e) {
      throw LibPcap.notLoaded(e);
    }
  }
}
