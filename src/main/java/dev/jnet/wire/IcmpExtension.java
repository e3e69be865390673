package dev.jnet.wire;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object of the extension structure that follows the quote of an ICMP error (RFC 4884 section
 * 7).
 */
public sealed interface IcmpExtension {
  /**
   * The MPLS label stack that a packet had when it arrived at the router (RFC 4950): class 1,
   * C-type 1.
   *
   * @param labels the labels, outermost first
   */
  record LabelStack(List<Label> labels) implements IcmpExtension {
    /**
     * An entry of the stack.
     *
     * @param value 0 to 2^20 − 1
     * @param trafficClass the bits that were once called "experimental", 0 to 7
     * @param bottom whether it is the last one of the stack
     * @param ttl 0 to 255
     */
    public record Label(int value, int trafficClass, boolean bottom, int ttl) {}

    /** Copies the list. */
    public LabelStack {
      labels = List.copyOf(labels);
    }
  }

  /**
   * An interface of the router that sent the ICMP error (RFC 5837): class 2.
   *
   * @param role what the interface has to do with the packet
   * @param index its ifIndex, 0 to 2^32 − 1
   * @param address one of its addresses
   * @param name its name; each character that is not printable ASCII is replaced by {@code ?}
   * @param mtu its MTU in bytes, 0 to 2^32 − 1
   */
  record InterfaceInformation(
      Role role,
      OptionalLong index,
      Optional<InetAddress> address,
      Optional<String> name,
      OptionalLong mtu)
      implements IcmpExtension {
    /** What the interface has to do with the packet, in the order of RFC 5837 section 4.1. */
    public enum Role {
      /** The IP interface at which the packet arrived. */
      INCOMING,
      /** The interface beneath that one: a member of a bundle. */
      INCOMING_SUB_IP,
      /** The interface by which the packet would have left. */
      OUTGOING,
      /** The next hop to which the packet would have gone. */
      NEXT_HOP
    }
  }

  /**
   * Any other object.
   *
   * @param classNumber 0 to 255
   * @param type the C-type, 0 to 255
   * @param bytes the object's content, without its header
   */
  record Other(int classNumber, int type, byte[] bytes) implements IcmpExtension {}

  /** The most objects of a message that are read. No router sends as many. */
  int MAX = 16;

  /**
   * The objects of an extension structure that begins with its header. Without the right version
   * and checksum there are none. An object that is cut short is left out, with all that follow it.
   */
  static List<IcmpExtension> parse(byte[] structure) {
    List<IcmpExtension> objects = new ArrayList<>();
    WireReader in = new WireReader(structure);
    try {
      if (structure.length == 0 || in.u8() >>> 4 != 2) {
        return List.of();
      }
      in.skip(1); // reserved
      // a checksum of 0 means that its sender made none (RFC 4884 section 7)
      if (in.u16() != 0 && Checksum.of(structure) != 0) {
        return List.of();
      }
      while (in.remaining() > 0 && objects.size() < MAX) {
        objects.add(ExtensionParser.object(in));
      }
    } catch (MalformedPacketException damaged) {
      return List.copyOf(objects);
    }
    return List.copyOf(objects);
  }
}
