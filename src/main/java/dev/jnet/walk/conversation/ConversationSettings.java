package dev.jnet.walk.conversation;

import dev.jnet.tcp.TcpSettings;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;

/** This host's TCP settings for a conversation. */
public final class ConversationSettings {
  private static final int SYNS = 3;

  /** Three SYNs wait 1, 2 and 4 times the first wait. */
  private static final int WAITS = 7;

  private static final int SEGMENT_TRIES = 8;

  /** Bytes that may wait to be read: the window of a bulk transfer. */
  private static final int RECEIVE_BYTES = 4 << 20;

  private static final int SEND_BYTES = 1 << 16;
  private static final int MAX_PACKET_BYTES = 65_535;

  private ConversationSettings() {}

  /**
   * Settings for a host.
   *
   * @param mtu of the link, in bytes; a loopback's may be larger than any packet
   * @param patience how long the SYNs may take together, in ns
   */
  public static TcpSettings of(InetAddress target, int mtu, long patience) {
    return TcpSettings.linux(Addresses.version(target), Math.min(mtu, MAX_PACKET_BYTES))
        .withBuffers(RECEIVE_BYTES, SEND_BYTES)
        .withPatience(Math.max(1, patience / WAITS), SYNS, SEGMENT_TRIES);
  }

  /**
   * Settings with one SYN, for an address of a name that has others.
   *
   * @param patience how long its answer is waited for, in ns
   */
  public static TcpSettings withOneSyn(TcpSettings settings, long patience) {
    return settings.withPatience(patience, 1, SEGMENT_TRIES);
  }

  /**
   * Settings with segments that every path carries, in both directions: packets of 576 bytes over
   * IPv4 and of 1280 over IPv6, less the headers (RFC 9293 section 3.7.1).
   */
  public static TcpSettings withSmallSegments(TcpSettings settings) {
    int mss = settings.defaultMss();
    return settings.withAnnouncedMss(mss).withSendMss(mss);
  }
}
