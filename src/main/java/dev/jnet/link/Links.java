package dev.jnet.link;

/** Opens real network interfaces. */
public final class Links {
  private Links() {}

  /**
   * Says that an interface will be opened soon: what that takes begins to be loaded beside whatever
   * is done until then. Where it cannot be loaded, opening says so.
   */
  public static void prepare() {
    Preparation.begin();
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
    return begin(interfaceName, capture).link();
  }

  /**
   * The same, for who has something to do while it is being opened.
   *
   * @throws LinkException when JNA cannot be loaded
   */
  public static OpeningLink begin(String interfaceName, Capture capture) throws LinkException {
    try {
      return new OpeningLink(interfaceName, capture);
    } catch (LinkageError e) {
      throw LibPcap.notLoaded(e);
    }
  }
}
