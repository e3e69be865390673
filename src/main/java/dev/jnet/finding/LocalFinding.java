package dev.jnet.finding;

import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelDeparture;
import dev.jnet.probe.RouteLimits;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What follows about this machine and the link to which it is attached. */
public sealed interface LocalFinding extends Finding {
  /**
   * This machine has a route to the target.
   *
   * @param nextHop the host that gets the frames: a router, or the target itself
   * @param mtu the interface's MTU, in bytes
   */
  record RouteFound(
      String interfaceName, InetAddress source, InetAddress nextHop, int mtu, Grounds grounds)
      implements LocalFinding {}

  /**
   * This machine cannot send to the target.
   *
   * @param words why, for a person
   * @param down the interfaces that are switched off
   */
  record RouteMissing(InetAddress target, Why why, String words, List<String> down, Grounds grounds)
      implements LocalFinding {
    /** Copies the list. */
    public RouteMissing {
      down = List.copyOf(down);
    }

    /** Why packets cannot leave. */
    public enum Why {
      /** No route leads there. */
      NO_ROUTE,
      /** This machine has no IPv6 address beyond its own link. */
      NO_IPV6,
      /** The interface is switched off, or all interfaces are. */
      INTERFACE_DOWN,
      /** A route of type {@code unreachable}, {@code prohibit} or {@code blackhole}. */
      REFUSED,
      /** There is no address to send from. */
      NO_SOURCE
    }
  }

  /**
   * The kernel remembers a path MTU from a router's report, and keeps to it.
   *
   * @param bytes of the largest packet that the kernel sends there
   */
  record PathMtuLearned(InetAddress target, int bytes, Grounds grounds) implements LocalFinding {}

  /**
   * An interface's MTU is below 1280 bytes, so that the kernel has no IPv6 there (RFC 8200 section
   * 5).
   */
  record Ipv6SwitchedOff(String interfaceName, int mtu, Grounds grounds) implements LocalFinding {}

  /** The next hop tells its hardware address. */
  record NextHopAnswers(InetAddress nextHop, MacAddress mac, Grounds grounds)
      implements LocalFinding {}

  /**
   * The next hop does not answer ARP or neighbor discovery.
   *
   * @param target whether it is the target itself, and not a router
   * @param bridge whether the interface is a bridge of this machine, whose filter may be the cause
   */
  record NextHopSilent(
      InetAddress nextHop, String interfaceName, boolean target, boolean bridge, Grounds grounds)
      implements LocalFinding {
    /** This finding where the interface is a bridge, or is none. */
    public NextHopSilent onBridge(boolean isBridge) {
      return new NextHopSilent(nextHop, interfaceName, target, isBridge, grounds);
    }
  }

  /**
   * An interface takes frames for stations of this machine, as for the macvlan of a container.
   * Linux passes no frame between the interface and such a station, so this machine itself cannot
   * reach it.
   */
  record StationsStacked(String interfaceName, Grounds grounds) implements LocalFinding {}

  /**
   * Several stations claim one address, so that frames for it reach either.
   *
   * @param macs the hardware addresses that answered; at least two
   */
  record AddressDuplicated(
      InetAddress address, String interfaceName, List<MacAddress> macs, Grounds grounds)
      implements LocalFinding {
    /** Copies the list. */
    public AddressDuplicated {
      macs = List.copyOf(macs);
    }
  }

  /**
   * The route takes the target for a station on this machine's link, and a router answers ARP or
   * neighbor discovery for it (proxy ARP, RFC 1027; RFC 4389).
   *
   * @param router that forwards what is sent to the target; empty where it did not show itself
   * @param routers how many routers are between, at least 1
   */
  record ProxyNeighbor(
      InetAddress target, Optional<InetAddress> router, int routers, Grounds grounds)
      implements LocalFinding {}

  /** This machine's kernel got an answer by its own socket, as programs do. */
  record ProgramsAnswered(KernelAnswer.Asked asked, Grounds grounds) implements LocalFinding {}

  /**
   * This machine's kernel did not let a packet leave.
   *
   * @param reason the kernel's words
   */
  record ProgramsCannotSend(KernelAnswer.Asked asked, String reason, Grounds grounds)
      implements LocalFinding {}

  /**
   * This machine's kernel did not let a packet leave, because its table of tracked connections is
   * full.
   *
   * @param entries how many connections are in the table
   * @param limit how many may be ({@code nf_conntrack_max}); at least 1
   */
  record ConnectionTableFull(long entries, long limit, Grounds grounds) implements LocalFinding {}

  /** Injected probes are answered, and what this machine's kernel sends is not. */
  record ProgramsGetNothing(KernelAnswer.Asked asked, Grounds grounds) implements LocalFinding {}

  /**
   * ICMP errors about what this machine sends come in, and its programs do not get them.
   *
   * @param tooBig whether they are the reports that packets are too big; otherwise the errors about
   *     datagrams
   */
  record ReportsDroppedHere(boolean tooBig, Grounds grounds) implements LocalFinding {}

  /**
   * A bridge of this machine does not pass packets on: neither probes nor what programs send.
   *
   * @param bridge its name
   * @param incoming whether these are answers, which come in by a port of the bridge; otherwise
   *     what is sent leaves by none of its ports
   */
  record BridgeDrops(String bridge, boolean incoming, Grounds grounds) implements LocalFinding {}

  /**
   * An interface of this machine did not take what was sent, for lack of room (ENOBUFS). A filter
   * on the way out refuses what it drops in the same way.
   *
   * @param frames how many one after the other, at least 1; none was taken after them
   */
  record InterfaceDrops(String interfaceName, int frames, Grounds grounds)
      implements LocalFinding {}

  /**
   * Replies come in by an interface where this machine's kernel drops them, because it would send
   * to their sender by another one ({@code rp_filter} 1, RFC 3704 section 2.2).
   *
   * @param replies how many; 0 where the probes left by the same interface
   */
  record ReversePathDrops(String interfaceName, int replies, Grounds grounds)
      implements LocalFinding {}

  /**
   * Replies come in by another interface than probes leave by, and this machine's kernel takes
   * them.
   *
   * @param replies how many, at least 1
   */
  record RepliesByOtherInterface(String interfaceName, int replies, Grounds grounds)
      implements LocalFinding {}

  /** This machine's own NAT rewrites what programs send; injected probes are not rewritten. */
  record OwnNatRewrites(KernelDeparture departure, Grounds grounds) implements LocalFinding {}

  /** What programs send leaves by another interface than injected probes. */
  record ProgramsRerouted(KernelDeparture departure, Grounds grounds) implements LocalFinding {}

  /** The route to the target limits the size of what programs send, but not of injected probes. */
  record RouteLimitsSize(RouteLimits limits, Grounds grounds) implements LocalFinding {}
}
