package dev.jnet.link;

import dev.jnet.wire.Dissection;
import dev.jnet.wire.MacAddress;
import java.util.Optional;

/**
 * A frame that a link saw.
 *
 * @param type which header comes before its IP packet
 * @param bytes the frame, as much of it as was captured. For a frame sent through this link it is
 *     the very array that was given to {@link Link#send}, so that the sender can recognize it
 * @param length the length of the whole frame in bytes, which may be more than was captured
 * @param at when the kernel saw it, in ns on the link's clock
 * @param outgoing whether it is a frame that leaves: one sent through this link, or a foreign one
 * @param foreign whether this machine's kernel or another of its programs sent it. Only a link that
 *     {@linkplain dev.jnet.link.pcap.Capture#watching watches} hands these out. On the loopback
 *     interface, where everything that is sent comes in, they are plain incoming frames
 * @param otherEntry where it came in, if that was not the link's own interface
 */
public record Frame(
    LinkType type,
    byte[] bytes,
    int length,
    long at,
    boolean outgoing,
    boolean foreign,
    Optional<OtherEntry> otherEntry) {
  /**
   * Another interface of this machine, by which a packet came in.
   *
   * @param interfaceName such as {@code eth1}
   * @param mac its hardware address, to which the packet came; zeros where it has none
   * @param dropped whether the kernel drops the packet there, because its reverse path filter is
   *     strict (RFC 3704, section 2.2): no program gets it
   */
  public record OtherEntry(String interfaceName, MacAddress mac, boolean dropped) {}

  /** A frame that left or came in by the link's own interface. */
  public Frame(
      LinkType type, byte[] bytes, int length, long at, boolean outgoing, boolean foreign) {
    this(type, bytes, length, at, outgoing, foreign, Optional.empty());
  }

  /** A frame that was sent through the link, or one that came in. */
  public Frame(LinkType type, byte[] bytes, int length, long at, boolean outgoing) {
    this(type, bytes, length, at, outgoing, false);
  }

  /** The frame's parsed headers. Never throws, whatever the bytes. */
  public Dissection dissect() {
    return type == LinkType.ETHERNET ? Dissection.ofEthernet(bytes) : Dissection.ofIp(bytes);
  }
}
