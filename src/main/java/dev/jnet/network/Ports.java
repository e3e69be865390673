package dev.jnet.network;

import java.io.IOException;
import java.net.InetAddress;

/**
 * Ports that this machine's kernel leaves to jnet. They are reserved before a link is opened,
 * because its filter names them. They are released when the network is closed.
 */
public interface Ports {
  /**
   * A TCP port for connections of jnet's own to a target, which no other program on this machine
   * uses or answers on. It is the same one each time.
   */
  TcpPort tcp(InetAddress target) throws IOException;

  /**
   * A TCP port from which this machine's kernel connects to a target. Links that are opened
   * afterwards show what the kernel sends.
   */
  KernelPort kernel(InetAddress target) throws IOException;

  /**
   * Keeps this machine's kernel from answering segments for a TCP port from which frames were
   * already sent.
   *
   * @return false where another program uses that port
   */
  boolean guardTcp(InetAddress target, int port) throws IOException;

  /**
   * Ports for several connections and look-ups of jnet's own.
   *
   * @param tcpPorts how many TCP ports of each IP version are taken in turn
   */
  PortSet several(int tcpPorts) throws IOException;

  /**
   * A reserved port.
   *
   * @param number 1 to 65535
   * @param filter what has to be captured, in libpcap's filter language: its segments, and ICMP
   *     errors about them
   */
  record TcpPort(int number, String filter) {}

  /** Several reserved ports, of both IP versions where this machine has both. */
  interface PortSet {
    /**
     * A TCP port for a connection to a target: the next one each time, and then from the first
     * again.
     */
    int nextTcp(InetAddress target) throws IOException;

    /** The UDP port for packets to a target. */
    int udp(InetAddress target) throws IOException;

    /**
     * What has to be captured, in libpcap's filter language: packets for these ports, and ICMP
     * errors.
     */
    String filter();
  }
}
