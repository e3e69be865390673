package dev.jnet.command.mesh;

import dev.jnet.console.CommandException;
import dev.jnet.host.Interface;
import dev.jnet.host.UdpPort;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.pcap.Capture;
import dev.jnet.link.pcap.WakeUp;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Where a member of the real network sends packets, and sees those that arrive: one interface. For
 * each of its addresses the kernel leaves a UDP port to jnet, so it reports no closed port.
 */
final class HostPort implements MemberPort, AutoCloseable {
  /** Slots of the capture's ring: enough for several trains that come at once. */
  private static final int SLOTS = 4096;

  private final Network network;
  private final Interface device;
  private final List<UdpPort> ports = new ArrayList<>();
  private final List<Member.Address> addresses = new ArrayList<>();
  private final String filter;
  private final WakeUp wakeUp = WakeUp.open();
  private final LossCountingLink captured;
  private Link link;

  private HostPort(Network network, Interface device, List<InetAddress> own) throws IOException {
    this.network = network;
    this.device = device;
    StringBuilder arriving = new StringBuilder("arp or icmp6 or icmp");
    for (InetAddress address : own) {
      UdpPort port = UdpPort.open(address);
      ports.add(port);
      addresses.add(new Member.Address(Addresses.text(address), port.port()));
      arriving.append(" or udp dst port ").append(port.port());
    }
    filter = arriving.toString();
    Capture capture = new Capture(filter, Network.SNAP_FOR_HEADERS, SLOTS).wokenBy(wakeUp);
    captured = new LossCountingLink(network.open(network.paths().ownLink(), capture).link());
    link = captured;
  }

  /**
   * Opens the interface of these addresses.
   *
   * @param network whose packets leave by that interface
   * @param wanted the addresses to use; empty for all that are valid everywhere, one of each IP
   *     version
   */
  static HostPort open(Network network, Interface device, List<InetAddress> wanted)
      throws IOException {
    List<InetAddress> own = wanted.isEmpty() ? AgentOptions.usual(device) : wanted;
    if (own.isEmpty()) {
      throw new CommandException(
          "usage", device.name() + " has no address; name one of another interface: --address");
    }
    return new HostPort(network, device, own);
  }

  /** This member's addresses, with the ports at which it gets packets. */
  List<Member.Address> addresses() {
    return List.copyOf(addresses);
  }

  /** Has the link answer questions that are put into a queue. */
  void serve(BlockingQueue<Bus.Request> questions, Consumer<Bus.Request> answerer) {
    link = new ServingLink(link, questions, answerer);
  }

  @Override
  public Link link() {
    return link;
  }

  @Override
  public void wake() {
    wakeUp.now();
  }

  @Override
  public FirstHop hop(InetAddress target) throws IOException {
    NetworkPath path = network.openCapture(target, filter, Network.SNAP_FOR_HEADERS);
    if (!path.device().name().equals(device.name())) {
      String by = " leave by " + path.device().name() + ", not " + device.name();
      throw new CommandException("no-route", "packets to " + Addresses.text(target) + by);
    }
    return path.hop();
  }

  @Override
  public long lost() {
    return captured.lost();
  }

  @Override
  public long wallClock() {
    return System.currentTimeMillis();
  }

  @Override
  public void close() throws IOException {
    ports.forEach(UdpPort::close);
    network.close();
    wakeUp.close();
  }
}
