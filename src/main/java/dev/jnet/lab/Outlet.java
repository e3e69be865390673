package dev.jnet.lab;

import dev.jnet.wire.IpPacket;
import java.net.InetAddress;

/** Sends the packets that a machine itself makes. */
interface Outlet {
  /** Sends a packet that the machine has made. */
  void send(IpPacket packet);

  /** Notes that a router reported the MTU of the path to a destination, in bytes. */
  void learned(InetAddress destination, long mtu);

  /** The largest packet of an IP version that can leave for a destination, in bytes. */
  int mtu(InetAddress destination, int version);
}
