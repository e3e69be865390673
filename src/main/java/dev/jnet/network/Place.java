package dev.jnet.network;

import dev.jnet.neighbor.AddressRange;
import dev.jnet.neighbor.Question;
import dev.jnet.report.Plain;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;

/**
 * An interface of this machine, and who asks on its link.
 *
 * @param interfaceName such as {@code eth0}
 * @param index the kernel's number of it; 0 in a practice network
 * @param mac its hardware address
 * @param source the address that asks; unspecified where the interface has none
 * @param nextHop who gets frames for the target: itself, or a router; of a place without a target
 *     the source
 * @param isOwn whether the target is an address of this interface itself
 * @param networks the IPv4 networks on this link, as ranges of their hosts
 */
public record Place(
    String interfaceName,
    int index,
    MacAddress mac,
    InetAddress source,
    InetAddress nextHop,
    boolean isOwn,
    List<AddressRange> networks) {
  /** The question for whoever gets the frames. */
  public Question question() {
    return new Question(shown(), source, mac, nextHop);
  }

  /** The same for who only listens, and needs no address of his own. */
  public Place listening() {
    InetAddress nobody = Addresses.literal(Addresses.version(source) == 4 ? "0.0.0.0" : "::");
    return new Place(interfaceName, index, mac, nobody, nextHop, isOwn, networks);
  }

  /** The interface's name for people: Linux allows escape characters in it. */
  public String shown() {
    return Plain.line(interfaceName);
  }
}
