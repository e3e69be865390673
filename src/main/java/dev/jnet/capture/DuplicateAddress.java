package dev.jnet.capture;

import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;

/**
 * An address that several stations of a link claim, one soon after another.
 *
 * @param address IPv4 by ARP (RFC 826), IPv6 by neighbor advertisements (RFC 4861)
 * @param macs who claims it, at least two
 */
public record DuplicateAddress(InetAddress address, List<MacAddress> macs) {
  /** Copies the list. */
  public DuplicateAddress {
    macs = List.copyOf(macs);
  }
}
