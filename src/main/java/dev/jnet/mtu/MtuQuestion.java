package dev.jnet.mtu;

import dev.jnet.link.FirstHop;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import java.net.InetAddress;
import java.util.List;

/**
 * The question of a search: what is the path MTU to a target?
 *
 * @param target the address that the probes go to; unicast
 * @param hop how the probes leave this machine
 * @param limit the largest packet to try; at most what the interface and IP can carry
 * @param seed of the probes' random identifiers and data: the same seed, the same probes
 * @param syns where probes other than TCP segments stay unanswered, SYNs may show that larger
 *     packets arrive
 */
public record MtuQuestion(InetAddress target, FirstHop hop, Mtu limit, long seed, SynPorts syns) {
  /** Bytes of the smallest probe: RFC 791 requires every link to carry it. */
  static final int SMALLEST = Ipv4.MINIMUM_MTU;

  /**
   * The ports of SYNs that ask whether a size arrives.
   *
   * @param from a port on which this machine's kernel answers nothing; meaningless without others
   * @param to ports of the target, which may be open or closed; none where no SYNs may be sent
   */
  public record SynPorts(Port from, List<Port> to) {
    private static final SynPorts NONE = new SynPorts(new Port(1), List.of());

    /** Copies the list. */
    public SynPorts {
      to = List.copyOf(to);
    }
  }

  /** A question without SYNs. */
  public MtuQuestion(InetAddress target, FirstHop hop, Mtu limit, long seed) {
    this(target, hop, limit, seed, SynPorts.NONE);
  }

  /** This question, where SYNs may be sent from and to these ports. */
  public MtuQuestion withSyns(SynPorts ports) {
    return new MtuQuestion(target, hop, limit, seed, ports);
  }

  /**
   * Checks the limit's range.
   *
   * @throws IllegalArgumentException when it is above what can be sent
   */
  public MtuQuestion {
    Mtu most = most(hop, Addresses.version(target));
    if (limit.compareTo(most) > 0) {
      throw new IllegalArgumentException("a limit of " + limit + ", not at most " + most);
    }
  }

  /**
   * The largest packet that can leave: the interface's MTU, but at most 65535 bytes in IPv4, and
   * 65575 in IPv6 (40 of header and 65535 of payload).
   */
  public static Mtu most(FirstHop hop, int version) {
    return new Mtu(Math.min(hop.mtu(), version == 4 ? IpPacket.LARGEST_IPV4 : Mtu.MAX_BYTES));
  }

  /** This question with another first hop, whose MTU must be at least {@link #limit}. */
  public MtuQuestion by(FirstHop other) {
    return new MtuQuestion(target, other, limit, seed, syns);
  }

  /** The IP version, 4 or 6. */
  public int version() {
    return Addresses.version(target);
  }

  /**
   * The least MTU in bytes that a router may truthfully claim: 68 in IPv4, 1280 in IPv6 (RFC 8201).
   */
  int leastClaim() {
    return version() == 4 ? Ipv4.MINIMUM_MTU : Ipv6.MINIMUM_MTU;
  }
}
