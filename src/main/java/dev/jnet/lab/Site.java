package dev.jnet.lab;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * A machine of a practice network on which a program sends packets and sees those that arrive. All
 * sites of a network share its clock.
 */
public final class Site implements Link {
  private static final String INTERFACE = "eth0";

  private final Topology.Node node;
  private final Machine machine;
  private final Timeline timeline;
  private final int mtu;
  private final ArrayDeque<Frame> inbox = new ArrayDeque<>();

  private Site(Topology.Node node, Machine machine, Timeline timeline, int mtu) {
    this.node = node;
    this.machine = machine;
    this.timeline = timeline;
    this.mtu = mtu;
    machine.tap(this::take);
  }

  /**
   * The sites of a practice network: its client and all its hosts, in the order of the file.
   *
   * @param name as for {@link Lab#open}
   * @throws UnknownLabException when no network has this name
   */
  public static List<Site> open(String name, long seed) {
    return of(TopologyFiles.topology(name), seed);
  }

  /** The sites of a network that was made with a {@link TopologyBuilder}. */
  public static List<Site> of(Topology topology, long seed) {
    SimulatedNetwork network = SimulatedNetwork.ofSites(topology, seed);
    List<Topology.Node> nodes = topology.nodes();
    return nodes.stream()
        .filter(node -> node.kind() != Topology.Kind.ROUTER)
        .map(
            node -> {
              int index = nodes.indexOf(node);
              int mtu = mtu(topology, index);
              return new Site(node, network.machine(index), network.timeline(), mtu);
            })
        .toList();
  }

  /** The MTU of the node's first cable, at most the one that is set for the node itself. */
  private static int mtu(Topology topology, int index) {
    int ofCable =
        topology.cables().stream()
            .filter(cable -> cable.left() == index || cable.right() == index)
            .mapToInt(cable -> (int) cable.from(index).get(Setting.MTU))
            .findFirst()
            .orElse(0);
    Settings own = topology.nodes().get(index).settings();
    return topology.client() == index ? Math.min(ofCable, (int) own.get(Setting.MTU)) : ofCable;
  }

  /** Keeps each packet for the program. The machine leaves datagrams to it and answers the rest. */
  private boolean take(Datagram datagram) {
    byte[] bytes = datagram.bytes();
    inbox.add(new Frame(LinkType.RAW_IP, bytes, bytes.length, timeline.now(), false));
    return datagram.ip().protocol() == IpProtocol.UDP;
  }

  /** The machine's name. */
  public String name() {
    return node.name();
  }

  /** The machine's addresses. */
  public List<InetAddress> addresses() {
    return node.addresses().stream().map(NetworkAddress::address).toList();
  }

  /** The largest packet that leaves, in bytes. */
  public int mtu() {
    return mtu;
  }

  /**
   * How packets to an address leave.
   *
   * @throws LinkException when the machine has no address of that IP version
   */
  public FirstHop hop(InetAddress destination) throws LinkException {
    int version = Addresses.version(destination);
    InetAddress source =
        node.address(version)
            .map(NetworkAddress::address)
            .orElseThrow(() -> new LinkException(node.name() + " has no IPv" + version));
    return new FirstHop(
        INTERFACE, LinkType.RAW_IP, mtu, source, MacAddress.ZERO, destination, MacAddress.ZERO);
  }

  @Override
  public LinkType type() {
    return LinkType.RAW_IP;
  }

  @Override
  public long now() {
    return timeline.now();
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    if (frame.length > mtu) {
      throw new FrameRefusedException(
          FrameRefusedException.Reason.TOO_LARGE,
          "a packet of " + frame.length + " bytes is too long: at most " + mtu);
    }
    inbox.add(new Frame(LinkType.RAW_IP, frame, frame.length, timeline.now(), true));
    Datagram.parse(frame).ifPresent(machine::sendRaw);
  }

  @Override
  public Optional<Frame> receive(long deadline) {
    Optional<Frame> frame = Optional.ofNullable(inbox.poll());
    while (frame.isEmpty() && timeline.step(deadline)) {
      frame = Optional.ofNullable(inbox.poll());
    }
    if (frame.isEmpty()) {
      timeline.passUntil(deadline);
    }
    return frame;
  }

  @Override
  public void close() {
    machine.tap(datagram -> false);
  }
}
