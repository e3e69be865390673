package dev.jnet.lab;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The machine that jnet runs on, with its interfaces: Ethernet and loopback. */
final class Client implements Station, Outlet {
  /** The shortest payload of an Ethernet frame in bytes. A shorter one arrives with padding. */
  private static final int SHORTEST_PAYLOAD =
      Ethernet.MINIMUM_FRAME - Ethernet.HEADER - Ethernet.FCS;

  /**
   * The Ethernet address of an IPv6 multicast group: 33:33 and the last 32 bits of the group (RFC
   * 2464 section 7).
   */
  private static final long IPV6_MULTICAST = 0x3333_0000_0000L;

  private final Topology.Node node;
  private final Timeline timeline;
  private final List<CableDirection> ways = new ArrayList<>();
  private final ArrayDeque<Frame> inbox = new ArrayDeque<>();
  private final IpStack ownStack;

  Client(Topology topology, Timeline timeline) {
    this.node = topology.nodes().get(topology.client());
    this.timeline = timeline;
    ownStack = new IpStack(topology, node, timeline, this, new ErrorSender(node, timeline, this));
  }

  void connect(CableDirection way) {
    ways.add(way);
  }

  Optional<Frame> nextFrame() {
    return Optional.ofNullable(inbox.poll());
  }

  @Override
  public MacAddress mac() {
    return node.mac();
  }

  /** Puts a frame on the wire. */
  void send(byte[] frame) {
    timeline.plan(
        timeline.now(),
        new Timeline.Occurrence() {
          @Override
          public void happen() {
            inbox.add(new Frame(LinkType.ETHERNET, frame, frame.length, timeline.now(), true));
          }
        });
    try {
      Ethernet ethernet = Ethernet.parse(frame);
      if (!ethernet.vlans().isEmpty()) {
        return; // no machine here is in a VLAN
      }
      switch (ethernet.etherType()) {
        case EtherType.ARP -> ask(ethernet);
        case EtherType.IPV4, EtherType.IPV6 -> sendPacket(ethernet);
        default -> {
          return; // it was sent, but no machine understands it
        }
      }
    } catch (MalformedPacketException nobodyUnderstandsIt) {
      return;
    }
  }

  private void ask(Ethernet ethernet) throws MalformedPacketException {
    Arp question = Arp.parse(ethernet.payload());
    for (CableDirection way : ways) {
      if (isFor(way, ethernet.destination())) {
        way.carry(
            4,
            Arp.LENGTH,
            new Timeline.Occurrence() {
              @Override
              public void happen() {
                answer(way, question);
              }
            });
      }
    }
  }

  private void answer(CableDirection way, Arp question) {
    Optional<Arp> answer = ((Machine) way.to()).answer(question);
    if (answer.isEmpty()) {
      return;
    }
    way.reverse()
        .carry(
            4,
            Arp.LENGTH,
            new Timeline.Occurrence() {
              @Override
              public void happen() {
                take(way.to().mac(), node.mac(), EtherType.ARP, answer.get().emit());
                ((Machine) way.to())
                    .answerOfTwin(answer.get())
                    .ifPresent(
                        twin -> take(twin.senderMac(), node.mac(), EtherType.ARP, twin.emit()));
              }
            });
  }

  private void sendPacket(Ethernet ethernet) {
    Optional<Datagram> datagram = Datagram.parse(ethernet.payload());
    if (datagram.isEmpty() || etherType(datagram.get()) != ethernet.etherType()) {
      return;
    }
    if (ethernet.destination().equals(MacAddress.ZERO)) {
      if (isOwn(datagram.get().ip().destination())) {
        ownStack.receive(datagram.get());
      }
      return;
    }
    for (CableDirection way : ways) {
      if (isFor(way, ethernet.destination())) {
        way.carry(datagram.get());
      }
    }
  }

  private static boolean isFor(CableDirection way, MacAddress destination) {
    return destination.isGroup() || destination.equals(way.to().mac());
  }

  /** Whether an address is one of this machine's, loopback addresses included. */
  boolean isOwn(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return true;
    }
    for (NetworkAddress own : node.addresses()) {
      if (own.address().equals(address)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void arrive(Datagram datagram, CableDirection over) {
    InetAddress destination = datagram.ip().destination();
    MacAddress mac = node.mac();
    if (destination.isMulticastAddress() && datagram.version() == 6) {
      byte[] bytes = destination.getAddress();
      long low = 0;
      for (int i = 12; i < bytes.length; i++) {
        low = low << 8 | Byte.toUnsignedLong(bytes[i]);
      }
      mac = MacAddress.of(IPV6_MULTICAST | low);
    }
    take(over.from().mac(), mac, etherType(datagram), datagram.bytes());
  }

  private static int etherType(Datagram datagram) {
    return datagram.version() == 4 ? EtherType.IPV4 : EtherType.IPV6;
  }

  private void take(MacAddress from, MacAddress to, int etherType, byte[] payload) {
    byte[] padded =
        payload.length < SHORTEST_PAYLOAD ? Arrays.copyOf(payload, SHORTEST_PAYLOAD) : payload;
    receive(new Ethernet(to, from, etherType, padded).emit());
  }

  private void receive(byte[] frame) {
    inbox.add(new Frame(LinkType.ETHERNET, frame, frame.length, timeline.now(), false));
  }

  /**
   * Sends the machine's answer to itself over loopback, where packets get no padding and are never
   * lost.
   */
  @Override
  public void send(IpPacket packet) {
    Datagram datagram = Datagram.of(packet);
    byte[] frame =
        new Ethernet(MacAddress.ZERO, MacAddress.ZERO, etherType(datagram), datagram.bytes())
            .emit();
    timeline.plan(
        timeline.now(),
        new Timeline.Occurrence() {
          @Override
          public void happen() {
            receive(frame);
          }
        });
  }

  @Override
  public int mtu(InetAddress destination, int version) {
    return IpPacket.LARGEST_IPV4;
  }

  @Override
  public void learned(InetAddress destination, long mtu) {
    // Loopback has no router, and jnet itself handles errors from the network.
  }
}
