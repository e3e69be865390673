package dev.jnet.link;

/** Which header comes before the IP packets on a link. */
public enum LinkType {
  /** Ethernet II headers of 14 bytes; the loopback interface of Linux has them too. */
  ETHERNET(1, 14),
  /** Nothing: a frame is an IP packet, as on tun and WireGuard interfaces. */
  RAW_IP(101, 0);

  private final int captureNumber;
  private final int headerLength;

  LinkType(int captureNumber, int headerLength) {
    this.captureNumber = captureNumber;
    this.headerLength = headerLength;
  }

  /** Its number in the header of a capture file: LINKTYPE_ETHERNET, LINKTYPE_RAW. */
  public int captureNumber() {
    return captureNumber;
  }

  /** The length in bytes of the header before the IP packet: 14 or 0. */
  public int headerLength() {
    return headerLength;
  }
}
