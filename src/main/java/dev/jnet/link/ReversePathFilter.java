package dev.jnet.link;

import dev.jnet.host.HostException;
import dev.jnet.host.Interfaces;
import dev.jnet.host.KernelSetting;
import dev.jnet.host.ReverseRoute;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * What the kernel's {@code rp_filter} drops: IPv4 packets that come in by another interface than
 * the one by which it would answer their sender (RFC 3704, section 2.2). IPv6 has no such filter.
 */
public final class ReversePathFilter {
  private static final int STRICT = 1;

  private ReversePathFilter() {}

  /**
   * Whether the kernel drops a packet because of the interface by which it came in.
   *
   * @param sender the packet's source address
   * @param own this machine's address that the packet is for
   * @param index the number of the interface by which it came
   * @throws HostException when the kernel does not tell the interface, or does not answer
   */
  public static boolean drops(InetAddress sender, InetAddress own, int index) throws HostException {
    return sender instanceof Inet4Address
        && isStrict(Interfaces.byIndex(index).name())
        && !ReverseRoute.leavesBy(sender, own, index);
  }

  /**
   * Whether the filter is strict. The kernel uses the larger of the settings for all and for this
   * one.
   */
  private static boolean isStrict(String interfaceName) {
    return Math.max(setting("all"), setting(interfaceName)) == STRICT;
  }

  private static long setting(String name) {
    try {
      return KernelSetting.number("net", "ipv4", "conf", name, "rp_filter");
    } catch (IOException | IllegalArgumentException unreadable) {
      return 0; // no such file: the kernel has no such filter, or the interface is gone
    }
  }
}
