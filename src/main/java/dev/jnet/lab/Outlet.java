package dev.jnet.lab;

import dev.jnet.wire.IpPacket;
import java.net.InetAddress;

/** Where a machine's own packets leave. */
interface Outlet {
  /** Sends a packet that the machine has made. */
  void send(IpPacket packet);

  /** A router says that packets to this destination must not be larger than so many octets. */
  void learned(InetAddress destination, long mtu);

  /** Octets of the largest packet of an IP version that leaves towards a destination. */
  int mtu(InetAddress destination, int version);
}
