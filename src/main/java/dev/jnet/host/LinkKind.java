package dev.jnet.host;

/**
 * The header that an interface puts before an IP packet, by Linux's hardware type ({@code ARPHRD_*}
 * of {@code if_arp.h}; the low numbers are those of ARP, RFC 826).
 */
public enum LinkKind {
  /** An Ethernet header of 14 bytes. Wi-Fi, bridges, VLANs and tap devices have it too. */
  ETHERNET("ethernet"),
  /** The host itself. Frames have an Ethernet header, but never leave the machine. */
  LOOPBACK("loopback"),
  /** No header: bare IP packets, as on tun and WireGuard. */
  RAW_IP("raw-ip"),
  /**
   * The Point-to-Point Protocol (RFC 1661). The kernel hides its header: jnet sees bare IP packets.
   */
  PPP("ppp"),
  /** IPv4 in IPv4 (RFC 2003). */
  IPIP("ipip"),
  /** IPv6 in IPv4 (RFC 4213). */
  SIT("sit"),
  /** IPv4 or IPv6 in IPv6 (RFC 2473). */
  IP6_TUNNEL("ip6tnl"),
  /** IP in GRE in IPv4 (RFC 2784). */
  GRE("gre"),
  /** IP in GRE in IPv6 (RFC 7676). */
  IP6_GRE("ip6gre"),
  /** Any other header. The hardware type tells which. */
  OTHER("other");

  private final String text;

  LinkKind(String text) {
    this.text = text;
  }

  /** The kind that belongs to a hardware type. */
  public static LinkKind of(int hardwareType) {
    return switch (hardwareType) {
      case 1 -> ETHERNET;
      case 512 -> PPP;
      case 768 -> IPIP;
      case 769 -> IP6_TUNNEL;
      case 772 -> LOOPBACK;
      case 776 -> SIT;
      case 778 -> GRE;
      case 823 -> IP6_GRE;
      case 519, 65534 -> RAW_IP; // ARPHRD_RAWIP (mobile modems), ARPHRD_NONE
      default -> OTHER;
    };
  }

  /** The name in reports. */
  @Override
  public String toString() {
    return text;
  }
}
