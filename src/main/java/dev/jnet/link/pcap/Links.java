package dev.jnet.link.pcap;

import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.Libc;
import dev.jnet.link.InterfaceTrouble;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import java.util.Optional;

/** Opens this machine's network interfaces. */
public final class Links {
  /** The loopback interface's number: the kernel makes it first in every network namespace. */
  private static final int LOOPBACK_IFINDEX = 1;

  private static final int ETHERNET_MTU = 1500;

  private Links() {}

  /**
   * Checks that an interface is there, and switched on.
   *
   * @throws LinkException when it is not; the message says so, and what to do
   */
  public static void requireUp(String interfaceName) throws LinkException {
    InterfaceTrouble.requireUp(interfaceName);
  }

  /**
   * Opens a network interface of this machine for sending and capturing.
   *
   * <p>Needs CAP_NET_RAW, which root has, and libpcap. Closing it takes the kernel some 15 to 30
   * ms: print answers before.
   *
   * @param interfaceName such as {@code eth0}, {@code lo} or {@code tun0}
   * @throws LinkException when that is impossible; the message says why and what to do
   */
  public static Link open(String interfaceName, Capture capture) throws LinkException {
    try {
      if (Libc.ifNameToIndex(interfaceName) == LOOPBACK_IFINDEX) {
        return LoopbackLink.open(interfaceName, capture);
      }
      Optional<LinkType> simple = capture.few() ? simpleType(interfaceName) : Optional.empty();
      Optional<InterfaceLink> link =
          simple.isPresent()
              ? InterfaceLink.onSockets(interfaceName, simple.get(), capture)
              : Optional.empty();
      return link.isPresent() ? link.get() : InterfaceLink.onRings(interfaceName, capture);
    } catch (LinkageError e) {
      throw notLoaded(e);
    }
  }

  /**
   * Has an open link take what a further capture takes from other interfaces.
   *
   * @param link that {@link #open} returned for the interface
   */
  public static void alsoTake(Link link, String interfaceName, Capture capture) {
    if (link instanceof InterfaceLink capturing && capture.receiver().isPresent()) {
      capturing.alsoTake(interfaceName, capture.receiver().get());
    }
  }

  /**
   * What the frames of an interface begin with, where a socket holds enough of them and no question
   * is open: it is up, is Ethernet or has no header, and has no packets above 1500 bytes.
   */
  private static Optional<LinkType> simpleType(String name) {
    try {
      Interface device = Interfaces.byName(name);
      boolean simple = device.up() && device.mtu() <= ETHERNET_MTU;
      return switch (device.kind()) {
        case ETHERNET -> simple ? Optional.of(LinkType.ETHERNET) : Optional.empty();
        case RAW_IP -> simple ? Optional.of(LinkType.RAW_IP) : Optional.empty();
        default -> Optional.empty();
      };
    } catch (HostException e) {
      return Optional.empty(); // opening it says why
    }
  }

  /** Explains which native code could not be loaded: libpcap's, or that of JNA, which loads it. */
  private static LinkException notLoaded(LinkageError cause) {
    try {
      Libc.errno();
    } catch (LinkageError e) {
      return new LinkException(
          "JNA cannot load its native part (is the folder for temporary files mounted noexec?"
              + " then set -Djna.tmpdir=DIR): "
              + e.getMessage(),
          e);
    }
    return new LinkException(
        "libpcap is missing; install it: apt-get install libpcap0.8 (Debian, Ubuntu),"
            + " dnf install libpcap (Fedora, RHEL), apk add libpcap (Alpine)",
        cause);
  }
}
