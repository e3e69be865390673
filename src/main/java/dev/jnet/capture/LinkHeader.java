package dev.jnet.capture;

import dev.jnet.wire.EtherType;
import java.util.Arrays;
import java.util.Optional;

/** What stands in front of the IP packets in a capture (tcpdump.org's list of link types). */
final class LinkHeader {
  private static final int NULL = 0;
  private static final int ETHERNET = 1;
  private static final int RAW = 12;
  private static final int RAW_IN_FILES = 101;
  private static final int LOOP = 108;
  private static final int LINUX_COOKED = 113;
  private static final int LINUX_COOKED_2 = 276;
  private static final int MAX_TAGS = 4;

  private LinkHeader() {}

  /** Whether packets of this link type can be read at all. */
  static boolean isKnown(int linkType) {
    return switch (linkType) {
      case NULL, ETHERNET, RAW, RAW_IN_FILES, LOOP, LINUX_COOKED, LINUX_COOKED_2 -> true;
      default -> false;
    };
  }

  /** The bytes of the IP packet in a frame; empty where there is none. */
  static Optional<byte[]> ip(CapturedPacket frame) {
    byte[] bytes = frame.bytes();
    int from =
        switch (frame.linkType()) {
          case NULL, LOOP -> 4;
          case ETHERNET -> behindTypes(bytes, 12);
          case RAW, RAW_IN_FILES -> 0;
          case LINUX_COOKED -> behindTypes(bytes, 14);
          case LINUX_COOKED_2 -> isIp(u16(bytes, 0)) ? 20 : -1;
          default -> -1;
        };
    return from < 0 || from >= bytes.length
        ? Optional.empty()
        : Optional.of(from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length));
  }

  /** Where the payload begins behind a type field and its VLAN tags; −1 where it is not IP. */
  private static int behindTypes(byte[] bytes, int at) {
    int type = u16(bytes, at);
    int from = at;
    for (int i = 0; i < MAX_TAGS && isTag(type); i++) {
      from += 4;
      type = u16(bytes, from);
    }
    return isIp(type) ? from + 2 : -1;
  }

  private static boolean isTag(int type) {
    return type == EtherType.VLAN || type == EtherType.SERVICE_VLAN;
  }

  private static boolean isIp(int type) {
    return type == EtherType.IPV4 || type == EtherType.IPV6;
  }

  private static int u16(byte[] bytes, int at) {
    return at + 1 < bytes.length ? (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff) : -1;
  }
}
