package dev.jnet.wire;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An object of the extension structure behind what an ICMP error quotes (RFC 4884 section 7). */
public sealed interface IcmpExtension {
  /**
   * The label stack with which a packet came in (RFC 4950): class 1, C-type 1.
   *
   * @param labels the outermost first
   */
  record LabelStack(List<Label> labels) implements IcmpExtension {
    /**
     * An entry of the stack.
     *
     * @param value 0 to 2^20 − 1
     * @param trafficClass once called "experimental", 0 to 7
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
   * An interface of the router that sends this (RFC 5837): class 2.
   *
   * @param role what the packet has to do with it
   * @param index its ifIndex, 0 to 2^32 − 1
   * @param address one of its addresses
   * @param name its name; what is no printable ASCII is replaced by {@code ?}
   * @param mtu its MTU in bytes, 0 to 2^32 − 1
   */
  record InterfaceInformation(
      Role role,
      OptionalLong index,
      Optional<InetAddress> address,
      Optional<String> name,
      OptionalLong mtu)
      implements IcmpExtension {
    /** What the packet has to do with the interface: RFC 5837 section 4.1, in its order. */
    public enum Role {
      /** The IP interface that it came in by. */
      INCOMING,
      /** What is beneath that: a member of a bundle. */
      INCOMING_SUB_IP,
      /** The interface that it would have left by. */
      OUTGOING,
      /** The next hop that it would have gone to. */
      NEXT_HOP
    }
  }

  /**
   * Any other object.
   *
   * @param classNumber 0 to 255
   * @param type the C-type, 0 to 255
   * @param bytes what is in it
   */
  record Other(int classNumber, int type, byte[] bytes) implements IcmpExtension {}

  /** Objects that are read of one message; no router sends as many. */
  int MOST = 16;

  /**
   * The objects of an extension structure, header included. What is damaged is left out: without a
   * right version and checksum all of it, an object that is cut short with all that follow it.
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
      while (in.remaining() > 0 && objects.size() < MOST) {
        objects.add(ExtensionParser.object(in));
      }
    } catch (MalformedPacketException damaged) {
      return List.copyOf(objects);
    }
    return List.copyOf(objects);
  }
}
