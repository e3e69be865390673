package dev.jnet.link;

import dev.jnet.host.Errno;
import dev.jnet.host.HostException;
import dev.jnet.host.Libc;
import dev.jnet.host.SocketAddress;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpProtocol;
import java.net.InetAddress;

/**
 * Two sockets on one port, or on one ICMP identifier: one sends probes, the other receives answers.
 *
 * <p>There are two because one socket option decides two things. When a socket sends, it decides
 * whether DF is set and whether the cached path MTU limits the packet. When an ICMP error arrives,
 * it decides whether the kernel changes that cache. The sender uses IP_PMTUDISC_PROBE. The receiver
 * uses IP_PMTUDISC_INTERFACE, so the kernel leaves the cache alone. Of the two, the kernel gives
 * everything that arrives to the receiver. In IPv6 such a receiver would not get a "packet too
 * big". So there the receiver uses the sender's setting, and the cache is changed.
 */
final class ProbeSockets implements AutoCloseable {
  private static final int TRIES = 8;
  private static final int UNKNOWN = -1;

  private final String name;
  private final boolean six;
  private final boolean echoes;
  private final int link;
  private ProbeSocket sender;
  private ProbeSocket receiver;
  private int identifier;
  private int hopLimit = UNKNOWN;
  private int trafficClass = UNKNOWN;
  private int mode = UNKNOWN;
  private int longest;

  private ProbeSockets(String name, boolean six, boolean echoes) {
    this.name = name;
    this.six = six;
    this.echoes = echoes;
    this.link = six ? Libc.ifNameToIndex(name) : 0;
  }

  /**
   * The two ends of a packet's way.
   *
   * @param protocol the number in the IP header: of UDP, ICMP or ICMPv6
   * @param localId this machine's UDP port, or the ICMP identifier
   * @param remotePort the target's UDP port; 0 for ICMP
   */
  record Ends(int protocol, InetAddress local, int localId, InetAddress remote, int remotePort) {}

  /**
   * Opens a pair.
   *
   * @param name the interface's name, for messages
   * @param bound whether everything has to leave by this interface, whatever the routes say
   * @param ends the ends of the packets; another local port or identifier is taken when that one is
   *     in use
   * @throws LinkException when the kernel does not allow it
   */
  static ProbeSockets open(String name, boolean bound, Ends ends) throws LinkException {
    boolean six = Addresses.version(ends.local()) == 6;
    ProbeSockets pair = new ProbeSockets(name, six, ends.protocol() != IpProtocol.UDP);
    try {
      pair.open(bound, ends);
      return pair;
    } catch (LinkException | RuntimeException | Error e) {
      pair.close();
      throw e;
    }
  }

  private void open(boolean bound, Ends ends) throws LinkException {
    sender = ProbeSocket.open(name, six, echoes ? ends.protocol() : 0);
    sender.prepareToSend(bound);
    setMode(ProbeSocket.PROBE);
    bind(ends);
    sender.share();
    // opened second, because among equals the kernel gives what arrives to the last one
    receiver = ProbeSocket.open(name, six, echoes ? ends.protocol() : 0);
    receiver.prepareToReceive(bound);
    byte[] address = SocketAddress.of(ends.local(), identifier, link);
    if (Libc.bind(receiver.descriptor(), address) < 0) {
      throw ProbeSocket.failed("a socket cannot share its port");
    }
    byte[] remote = SocketAddress.of(ends.remote(), ends.remotePort(), link);
    if (!echoes && Libc.connect(receiver.descriptor(), remote) < 0) {
      throw ProbeSocket.failed("no way to " + Addresses.text(ends.remote()));
    }
  }

  /** Takes the port or identifier that is wanted, or another one when that is in use. */
  private void bind(Ends ends) throws LinkException {
    for (int i = 0; i < TRIES; i++) {
      byte[] address = SocketAddress.of(ends.local(), i == 0 ? ends.localId() : 0, link);
      if (Libc.bind(sender.descriptor(), address) == 0
          && Libc.getsockname(sender.descriptor(), address) == 0) {
        identifier = SocketAddress.port(address);
        return;
      }
      if (Libc.errno() != Errno.EADDRINUSE) {
        throw ProbeSocket.failed("cannot send from " + Addresses.text(ends.local()));
      }
    }
    throw echoes
        ? ProbeSocket.failed("no free port")
        : new LinkException(HostException.noFreePort("UDP").getMessage());
  }

  /** The port or identifier that the packets really carry. */
  int identifier() {
    return identifier;
  }

  int sender() {
    return sender.descriptor();
  }

  int receiver() {
    return receiver.descriptor();
  }

  /** Sets the TTL and the type of service of the packets that are sent from now on. */
  void set(int newHopLimit, int newTrafficClass) throws LinkException {
    if (newHopLimit != hopLimit) {
      sender.setHopLimit(newHopLimit);
      hopLimit = newHopLimit;
    }
    if (newTrafficClass != trafficClass) {
      sender.setTrafficClass(newTrafficClass);
      trafficClass = newTrafficClass;
    }
  }

  /**
   * Sets whether packets may be fragmented, by routers and by this machine.
   *
   * @param mtu the length of this machine's longest fragment in bytes, which counts only in IPv6; 0
   *     for none
   */
  void setFragmentation(boolean splittable, int mtu) throws LinkException {
    setMode(splittable ? ProbeSocket.OMIT : ProbeSocket.PROBE);
    if (six && splittable && mtu != longest) {
      sender.setLongestFragment(mtu);
      longest = mtu;
    }
  }

  private void setMode(int newMode) throws LinkException {
    if (newMode != mode) {
      sender.setMtuDiscovery(newMode);
      mode = newMode;
    }
  }

  /**
   * Sends the bytes that come after the IP header, or for UDP after the UDP header.
   *
   * @throws FrameRefusedException when the kernel does not take this packet, but may take others
   * @throws LinkException when it takes none
   */
  void send(byte[] bytes, InetAddress remote, int remotePort) throws LinkException {
    byte[] address = SocketAddress.of(remote, echoes ? 0 : remotePort, link);
    while (Libc.sendto(sender.descriptor(), bytes, 0, address) < 0) {
      int errno = Libc.errno();
      if (errno == Errno.EINTR) {
        continue;
      }
      throw notSent(bytes.length, remote, errno);
    }
  }

  /** Makes the kernel number the packets that it stamps from 0 on again. */
  void renumber() {
    sender.renumber();
  }

  private LinkException notSent(int length, InetAddress remote, int errno) {
    return switch (errno) {
      case Errno.EMSGSIZE, Errno.ENOBUFS, Errno.EAGAIN ->
          InterfaceTrouble.notSent(name, length, errno);
      case Errno.EPERM ->
          new LinkException(
              "this machine's packet filter (firewall) lets nothing out to "
                  + Addresses.text(remote)
                  + " (EPERM): see nft list ruleset");
      default ->
          InterfaceTrouble.broken(
              name,
              new LinkException(
                  "nothing can be sent to "
                      + Addresses.text(remote)
                      + ": "
                      + Errno.describe(errno)));
    };
  }

  @Override
  public void close() {
    if (sender != null) {
      sender.close();
    }
    if (receiver != null) {
      receiver.close();
    }
  }
}
