package dev.jnet.host;

import dev.jnet.wire.MacAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * A network interface as the kernel describes it.
 *
 * @param index its number in this network namespace, from 1
 * @param name such as {@code eth0}
 * @param flags {@code IFF_*}
 * @param operState {@code IF_OPER_*}, RFC 2863's operational state
 * @param kind what it carries in front of an IP packet
 * @param hardwareType the {@code ARPHRD_*} number behind {@code kind}
 * @param driver what made it, as {@code veth}, {@code vlan}, {@code wireguard}; {@code null} when
 *     the kernel does not say, as for a network card
 * @param vlanTags 802.1Q and 802.1ad tags that it adds to a frame: 0, for a VLAN 1, for one on
 *     another 2; each takes 4 bytes that do not count in the MTU
 * @param mtu largest IP packet, in bytes
 * @param ipv6Mtu largest IPv6 packet, in bytes: {@code mtu} unless a router advertisement or the
 *     administrator has set less; 0 where IPv6 is off
 * @param mac its Ethernet address; {@code null} where there is none
 * @param addresses in the kernel's order
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

  /** Switched on by the administrator ({@code ip link set … up}). */
  public boolean up() {
    return (flags & IFF_UP) != 0;
  }

  /** There is a carrier: a cable with something at its other end. */
  public boolean lowerUp() {
    return (flags & IFF_LOWER_UP) != 0;
  }

  /** Ready to carry packets. */
  public boolean running() {
    return (flags & IFF_RUNNING) != 0;
  }

  /** One peer at the other end instead of a network of many. */
  public boolean pointToPoint() {
    return (flags & IFF_POINTOPOINT) != 0;
  }

  /** Whether a packet's next hop has to be found with ARP or neighbour discovery. */
  public boolean resolvesNeighbors() {
    return kind == LinkKind.ETHERNET && (flags & IFF_NOARP) == 0;
  }

  /**
   * Its state in the words of {@code ip link}: {@code DOWN} when switched off, {@code NO-CARRIER}
   * when on with nothing at the other end, otherwise the operational state, in which {@code
   * UNKNOWN} is the healthy one of devices that do not keep it, as loopback.
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

  /** The kind, with the hardware type's number where the name would say nothing. */
  public String linkType() {
    return kind == LinkKind.OTHER ? "arphrd-" + hardwareType : kind.toString();
  }

  /** Largest packet of the address's family, in bytes; 0 where IPv6 is asked for and off. */
  public int mtu(InetAddress family) {
    return family instanceof Inet4Address ? mtu : ipv6Mtu;
  }

  /** Whether the address is one of its own. */
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
   * @param address for link-local IPv6 with the interface as its scope
   * @param prefixLength 0 to 32 or 128, of the network that is reached directly (of the peer's
   *     where there is a peer)
   * @param peer the address at the other end of a point-to-point link; {@code null} without one
   * @param scope how far it is valid ({@code RT_SCOPE_*}): 0 everywhere, 253 on the link, 254 in
   *     the host
   * @param flags {@code IFA_F_*}
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

    /** Not to be sent from yet, or never: it is not known to be unique (RFC 4862 section 5.4). */
    public boolean tentative() {
      return (flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED)) != 0;
    }

    /** Not to be used for anything new (RFC 4862 section 5.5.4). */
    public boolean deprecated() {
      return (flags & IFA_F_DEPRECATED) != 0;
    }
  }
}
