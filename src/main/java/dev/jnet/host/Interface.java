package dev.jnet.host;

import dev.jnet.wire.MacAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * A network interface as the kernel describes it.
 *
 * @param index the interface's number in this network namespace, from 1
 * @param name its name, such as {@code eth0}
 * @param flags the flags {@code IFF_*}
 * @param operState the number {@code IF_OPER_*}: the operational state of RFC 2863 sections 3.1.12
 *     to 3.1.14
 * @param kind which header comes before an IP packet there
 * @param hardwareType the {@code ARPHRD_*} number from which {@code kind} follows
 * @param driver the driver of a virtual interface, such as {@code veth}, {@code vlan}, {@code
 *     wireguard}; {@code null} when the kernel names none, as for a network card
 * @param vlanTags how many 802.1Q and 802.1ad tags it adds to a frame: usually 0, 1 for a VLAN, 2
 *     for a VLAN on a VLAN. Each tag takes 4 bytes that do not count in the MTU
 * @param mtu the largest IP packet, in bytes
 * @param ipv6Mtu the largest IPv6 packet, in bytes. It is {@code mtu} unless a router advertisement
 *     or the administrator has set less; 0 when IPv6 is off
 * @param mac its Ethernet address; {@code null} when it has none
 * @param addresses its addresses, in the kernel's order
 */
public record Interface(
    int index,
    String name,
    int flags,
    int operState,
    LinkKind kind,
    int hardwareType,
    String driver,
    int vlanTags,
    int mtu,
    int ipv6Mtu,
    MacAddress mac,
    List<Address> addresses) {
  private static final int IFF_UP = 0x1;
  private static final int IFF_POINTOPOINT = 0x10;
  private static final int IFF_RUNNING = 0x40;
  private static final int IFF_NOARP = 0x80;
  private static final int IFF_LOWER_UP = 0x10000;
  private static final String[] OPER_STATES = {
    "UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP"
  };

  /** Keeps its own copy of the list. */
  public Interface {
    addresses = List.copyOf(addresses);
  }

  /** Whether the administrator has switched it on ({@code ip link set … up}). */
  public boolean up() {
    return (flags & IFF_UP) != 0;
  }

  /** Whether it has a carrier: a cable with a powered device at its other end. */
  public boolean lowerUp() {
    return (flags & IFF_LOWER_UP) != 0;
  }

  /** Whether it is ready to carry packets. */
  public boolean running() {
    return (flags & IFF_RUNNING) != 0;
  }

  /** Whether there is one peer at the other end instead of a network of many hosts. */
  public boolean pointToPoint() {
    return (flags & IFF_POINTOPOINT) != 0;
  }

  /** Whether the next hop must be found with ARP or neighbor discovery. */
  public boolean resolvesNeighbors() {
    return kind == LinkKind.ETHERNET && (flags & IFF_NOARP) == 0;
  }

  /**
   * Its state in the words of {@code ip link}: {@code DOWN} when it is switched off, {@code
   * NO-CARRIER} when it is on but nothing is at the other end, otherwise the operational state.
   * Devices without an operational state, such as loopback, are {@code UNKNOWN} when they work.
   */
  public String state() {
    if (!up()) {
      return "DOWN";
    }
    if (!running()) {
      return "NO-CARRIER";
    }
    return operState >= 0 && operState < OPER_STATES.length
        ? OPER_STATES[operState]
        : "STATE-" + operState;
  }

  /** The name of the kind; for kind {@code OTHER} with the number of the hardware type. */
  public String linkType() {
    return kind == LinkKind.OTHER ? "arphrd-" + hardwareType : kind.toString();
  }

  /** The largest packet of the address's family, in bytes; 0 for IPv6 when it is off. */
  public int mtu(InetAddress family) {
    return family instanceof Inet4Address ? mtu : ipv6Mtu;
  }

  /** Whether the address is one of this interface's addresses. */
  public boolean owns(InetAddress address) {
    for (Address own : addresses) {
      if (own.address().equals(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * One of an interface's addresses.
   *
   * @param address the address; a link-local IPv6 address has the interface as its scope
   * @param prefixLength the prefix length of the network that is reached directly, or of the peer's
   *     network when there is a peer; 0 to 32 or 128
   * @param peer the address at the other end of a point-to-point link; {@code null} without one
   * @param scope where the address is valid ({@code RT_SCOPE_*}): 0 everywhere, 253 on the link,
   *     254 in the host
   * @param flags the flags {@code IFA_F_*}
   */
  public record Address(
      InetAddress address, int prefixLength, InetAddress peer, int scope, int flags) {
    private static final int IFA_F_DADFAILED = 0x08;
    private static final int IFA_F_DEPRECATED = 0x20;
    private static final int IFA_F_TENTATIVE = 0x40;

    /** The scope in words: {@code global}, {@code site}, {@code link}, {@code host}. */
    public String scopeName() {
      return switch (scope) {
        case 0 -> "global";
        case 200 -> "site";
        case 253 -> "link";
        case 254 -> "host";
        default -> "scope-" + scope;
      };
    }

    /**
     * Whether packets must not be sent from it, because it is not known to be unique (RFC 4862
     * section 5.4).
     */
    public boolean tentative() {
      return (flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED)) != 0;
    }

    /** Whether new connections should not use it (RFC 4862 section 5.5.4). */
    public boolean deprecated() {
      return (flags & IFA_F_DEPRECATED) != 0;
    }
  }
}
