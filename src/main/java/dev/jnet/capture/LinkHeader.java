package dev.jnet.capture;

import dev.jnet.wire.EtherType;
import java.util.Arrays;
import java.util.Optional;

/** What stands in front of the packets in a capture (tcpdump.org's list of link types). */
final class LinkHeader {
  private static final int NULL = 0;
  private static final int ETHERNET = 1;
  private static final int RAW = 12;
  private static final int RAW_IN_FILES = 101;
  private static final int LOOP = 108;
  private static final int LINUX_COOKED = 113;
  private static final int IPV4_ALONE = 228;
  private static final int IPV6_ALONE = 229;
  private static final int LINUX_COOKED_2 = 276;
  private static final int MAX_TAGS = 4;

  /** EtherType of PPPoE's session stage (RFC 2516 section 5.2). */
  private static final int PPPOE = 0x8864;

  private static final int PPPOE_HEADER = 6;
  private static final int PPP_IPV4 = 0x0021;
  private static final int PPP_IPV6 = 0x0057;

  private LinkHeader() {}

  /**
   * What a frame carries.
   *
   * @param etherType of {@link EtherType}; that of IPv4 for IPv6, too, where the link names none
   */
  record Carried(int etherType, byte[] bytes) {
    boolean isArp() {
      return etherType == EtherType.ARP;
    }
  }

  /** The IP packet or ARP message in a frame; empty where there is none. */
  static Optional<Carried> read(CapturedPacket frame) {
    byte[] bytes = frame.bytes();
    return switch (frame.linkType()) {
      case NULL, LOOP -> carried(EtherType.IPV4, bytes, 4);
      case RAW, RAW_IN_FILES, IPV4_ALONE, IPV6_ALONE -> carried(EtherType.IPV4, bytes, 0);
      case ETHERNET -> behindType(bytes, 12);
      case LINUX_COOKED -> behindType(bytes, 14);
      case LINUX_COOKED_2 -> carried(u16(bytes, 0), bytes, 20);
      default -> Optional.empty();
    };
  }

  /** What comes behind a type field and its VLAN tags, and behind PPPoE. */
  private static Optional<Carried> behindType(byte[] bytes, int at) {
    int type = u16(bytes, at);
    int from = at;
    for (int i = 0; i < MAX_TAGS && isTag(type); i++) {
      from += 4;
      type = u16(bytes, from);
    }
    from += 2;
    if (type == PPPOE) {
      int protocol = u16(bytes, from + PPPOE_HEADER);
      boolean ip = protocol == PPP_IPV4 || protocol == PPP_IPV6;
      return carried(ip ? EtherType.IPV4 : protocol, bytes, from + PPPOE_HEADER + 2);
    }
    return carried(type, bytes, from);
  }

  private static Optional<Carried> carried(int type, byte[] bytes, int from) {
    return switch (type) {
      case EtherType.IPV4, EtherType.IPV6, EtherType.ARP ->
          from < bytes.length
              ? Optional.of(new Carried(type, Arrays.copyOfRange(bytes, from, bytes.length)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isTag(int type) {
    return type == EtherType.VLAN || type == EtherType.SERVICE_VLAN;
  }

  private static int u16(byte[] bytes, int at) {
    return at + 1 < bytes.length ? (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff) : -1;
  }
}
