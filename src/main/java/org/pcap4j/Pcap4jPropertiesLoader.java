package org.pcap4j;

/**
 * Stands before pcap4j's class of this name on the class path: the numbers that differ between
 * systems, as they are on Linux.
 *
 * <p>pcap4j's own looks them up in a resource whose lines are all comments. To look for it the JVM
 * opens every jar, which on a cold JVM takes 10 ms of processor time; classes come from an archive
 * and open none.
 */
public final class Pcap4jPropertiesLoader {
  private static final Pcap4jPropertiesLoader INSTANCE = new Pcap4jPropertiesLoader();

  private static final Integer AF_INET = 2;
  private static final Integer AF_INET6 = 10;
  private static final Integer AF_PACKET = 17;

  /** Linux has none; pcap4j's number for that. */
  private static final Integer AF_LINK = 18;

  private static final Integer DLT_RAW = 12;

  private Pcap4jPropertiesLoader() {}

  /** The only one. */
  public static Pcap4jPropertiesLoader getInstance() {
    return INSTANCE;
  }

  /** Address family: IPv4. */
  public Integer getAfInet() {
    return AF_INET;
  }

  /** Address family: IPv6. */
  public Integer getAfInet6() {
    return AF_INET6;
  }

  /** Address family: link layer, Linux's kind. */
  public Integer getAfPacket() {
    return AF_PACKET;
  }

  /** Address family: link layer, BSD's kind. */
  public Integer getAfLink() {
    return AF_LINK;
  }

  /** Link type of bare IP packets. */
  public Integer getDltRaw() {
    return DLT_RAW;
  }
}
