package dev.jnet.lab;

import dev.jnet.wire.IpPacket;
import java.net.InetAddress;

/** Where a machine's own packets leave. */
interface Outlet {
  /** Sends a packet that the machine has made. */
  void send(IpPacket packet);

  /** Notes that a router said how many bytes a packet to this destination may have. */
  void learned(InetAddress destination, long mtu);

  /** Bytes of the largest packet of an IP version that can leave for a destination. */
  int mtu(InetAddress destination, int version);
}
