package dev.jnet.finding;

import dev.jnet.neighbor.Sighting;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What follows about which stations on a link have which addresses. */
public sealed interface NeighborFinding extends Finding {
  /** This machine has the address itself. */
  record AddressIsOwn(InetAddress address, MacAddress mac, Grounds grounds)
      implements NeighborFinding {}

  /**
   * Hardware addresses that answer for one address belong to one machine with several interfaces on
   * the link (ARP flux).
   *
   * @param asked the hardware address to which an echo request was sent
   * @param from the hardware address from which the reply came
   */
  record SeveralInterfaces(InetAddress address, MacAddress asked, MacAddress from, Grounds grounds)
      implements NeighborFinding {}

  /**
   * An answer names another hardware address than the one that sent its frame: proxy ARP, or a
   * forgery.
   *
   * @param named in the answer
   * @param sender of the frame
   */
  record AnswerNamesAnother(
      InetAddress address, MacAddress named, MacAddress sender, Grounds grounds)
      implements NeighborFinding {}

  /** An answer was sent to all stations, and not to the one that asked. */
  record AnswerByBroadcast(InetAddress address, MacAddress mac, Grounds grounds)
      implements NeighborFinding {}

  /**
   * An answer came with the tag of another VLAN: the kernel drops it, so it does not count.
   *
   * @param mac of the station that sent it; empty where several did
   * @param vlans the tags, from the outermost on; or each VLAN of several answers
   */
  record AnsweredInOtherVlan(
      InetAddress address, Optional<MacAddress> mac, List<Integer> vlans, Grounds grounds)
      implements NeighborFinding {
    /** Copies the list. */
    public AnsweredInOtherVlan {
      vlans = List.copyOf(vlans);
    }
  }

  /** The kernel's table has one of the hardware addresses that answered. */
  record NeighborTableAgrees(InetAddress address, MacAddress mac, Grounds grounds)
      implements NeighborFinding {}

  /**
   * The kernel's table has a hardware address that did not answer.
   *
   * @param mac that the table has
   * @param answered the hardware addresses that answered; none where nobody did
   */
  record NeighborTableDiffers(
      InetAddress address, MacAddress mac, List<MacAddress> answered, Grounds grounds)
      implements NeighborFinding {
    /** Copies the list. */
    public NeighborTableDiffers {
      answered = List.copyOf(answered);
    }
  }

  /**
   * One station answers for many addresses: a host that has them all, or a router that answers for
   * others (proxy ARP).
   *
   * @param addresses how many
   */
  record OneStationForMany(MacAddress mac, int addresses, Grounds grounds)
      implements NeighborFinding {}

  /**
   * An address moved from one hardware address to another: a new card, a failover, a second machine
   * with this address, or a forgery.
   *
   * @param before the hardware address that had it until then
   * @param mac the one that claims it now
   */
  record AddressMoved(InetAddress address, MacAddress before, MacAddress mac, Grounds grounds)
      implements NeighborFinding {}

  /** A RARP server says which address belongs to a hardware address (RFC 903). */
  record AddressOfMac(MacAddress mac, InetAddress address, InetAddress server, Grounds grounds)
      implements NeighborFinding {}

  /** No RARP server said which address belongs to a hardware address. */
  record ReverseUnanswered(MacAddress mac, Grounds grounds) implements NeighborFinding {}

  /**
   * RARP servers name different addresses for one hardware address.
   *
   * @param addresses that they name, at least two
   */
  record ServersDisagree(MacAddress mac, List<InetAddress> addresses, Grounds grounds)
      implements NeighborFinding {
    /** Copies the list. */
    public ServersDisagree {
      addresses = List.copyOf(addresses);
    }
  }

  /** No station on the link claimed the address until the last wait was over. */
  record AddressFree(InetAddress address, Grounds grounds) implements NeighborFinding {}

  /**
   * Another station has the address, or wants it.
   *
   * @param how it showed that
   */
  record AddressTaken(InetAddress address, MacAddress by, Sighting.Kind how, Grounds grounds)
      implements NeighborFinding {}
}
