package dev.jnet.host;

/**
 * What an interface carries in front of the IP packet, by the hardware type that Linux gives it
 * ({@code ARPHRD_*} of {@code if_arp.h}; the low numbers are those of ARP, RFC 826).
 */
public enum LinkKind {
  /** An Ethernet header of 14 bytes; also Wi-Fi, bridges, VLANs and tap devices. */
  ETHERNET("ethernet"),
  /** The host itself: frames have an Ethernet header that never leaves the machine. */
  LOOPBACK("loopback"),
  /** Nothing: IP packets as they are, as on tun and WireGuard. */
  RAW_IP("raw-ip"),
  /** The Point-to-Point Protocol (RFC 1661); the kernel takes and gives bare IP packets. */
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
  /** Anything else: see the number. */
  OTHER("other");

  private final String text;

  LinkKind(String text) {
    this.text = text;
  }

  /** The kind behind a hardware type. */
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

  /** Its name in reports. */
  @Override
  public String toString() {
    return text;
  }
}
