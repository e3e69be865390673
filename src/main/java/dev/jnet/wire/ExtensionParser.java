package dev.jnet.wire;

import dev.jnet.wire.IcmpExtension.InterfaceInformation;
import dev.jnet.wire.IcmpExtension.InterfaceInformation.Role;
import dev.jnet.wire.IcmpExtension.LabelStack;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads one object of RFC 4884's extension structure. */
final class ExtensionParser {
  private static final int OBJECT_HEADER = 4;
  private static final int MPLS = 1;
  private static final int INTERFACE = 2;

  /** A bit in the C-type of an interface's object (RFC 5837 section 4.1). */
  private static final int HAS_INDEX = 8;

  private static final int HAS_ADDRESS = 4;
  private static final int HAS_NAME = 2;
  private static final int HAS_MTU = 1;
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  /** The longest name in bytes; the length byte counts itself. */
  private static final int MAX_NAME = 64;

  private ExtensionParser() {}

  static IcmpExtension object(WireReader in) throws MalformedPacketException {
    int length = in.u16();
    int classNumber = in.u8();
    int type = in.u8();
    if (length < OBJECT_HEADER) {
      throw new MalformedPacketException("an ICMP extension object of " + length + " bytes");
    }
    byte[] bytes = in.bytes(length - OBJECT_HEADER);
    if (classNumber == MPLS && type == 1) {
      return labels(new WireReader(bytes));
    }
    return classNumber == INTERFACE
        ? interfaceInformation(type, new WireReader(bytes))
        : new IcmpExtension.Other(classNumber, type, bytes);
  }

  private static LabelStack labels(WireReader in) throws MalformedPacketException {
    List<LabelStack.Label> labels = new ArrayList<>();
    boolean bottom = false;
    while (in.remaining() > 0 && !bottom) {
      long entry = in.u32();
      bottom = (entry >>> 8 & 1) != 0;
      labels.add(
          new LabelStack.Label(
              (int) (entry >>> 12), (int) (entry >>> 9) & 7, bottom, (int) entry & 0xff));
    }
    return new LabelStack(labels);
  }

  private static InterfaceInformation interfaceInformation(int type, WireReader in)
      throws MalformedPacketException {
    return new InterfaceInformation(
        role(type >>> 6),
        (type & HAS_INDEX) != 0 ? OptionalLong.of(in.u32()) : OptionalLong.empty(),
        (type & HAS_ADDRESS) != 0 ? Optional.of(address(in)) : Optional.empty(),
        (type & HAS_NAME) != 0 ? Optional.of(name(in)) : Optional.empty(),
        (type & HAS_MTU) != 0 ? OptionalLong.of(in.u32()) : OptionalLong.empty());
  }

  private static Role role(int number) {
    return switch (number) {
      case 0 -> Role.INCOMING;
      case 1 -> Role.INCOMING_SUB_IP;
      case 2 -> Role.OUTGOING;
      default -> Role.NEXT_HOP;
    };
  }

  private static InetAddress address(WireReader in) throws MalformedPacketException {
    int family = in.u16();
    in.skip(2); // reserved
    return switch (family) {
      case IPV4 -> Addresses.of(in.bytes(4));
      case IPV6 -> Addresses.of(in.bytes(16));
      default -> throw new MalformedPacketException("address family " + family);
    };
  }

  /** Replaces unprintable characters, because the name is untrusted and is shown on a terminal. */
  private static String name(WireReader in) throws MalformedPacketException {
    int length = in.u8();
    if (length < 1 || length > MAX_NAME) {
      throw new MalformedPacketException("an interface name of " + length + " bytes");
    }
    byte[] bytes = in.bytes(length - 1);
    StringBuilder name = new StringBuilder();
    for (byte each : bytes) {
      if (each != 0) { // padding
        name.append(each > ' ' && each < 0x7f ? (char) each : '?');
      }
    }
    return name.toString();
  }
}
