package dev.jnet.wire;

import java.util.List;

/**
 * An Ethernet II frame (RFC 894), without the preamble and without the frame check sequence:
 * neither is seen by software.
 *
 * @param destination whom the frame is for on this link
 * @param source who sent it on this link
 * @param vlans the 802.1Q VLAN identifiers of its tags, outermost first, 0 to 4095; usually none
 * @param etherType what the payload is: a number of {@link EtherType}
 * @param payload what the frame carries; may end in padding to the minimum of 46 bytes
 */
public record Ethernet(
    MacAddress destination, MacAddress source, List<Integer> vlans, int etherType, byte[] payload) {
  /** Bytes of the header: two addresses and the type. */
  public static final int HEADER = 14;

  /** Bytes of an 802.1Q tag. */
  public static final int VLAN_TAG = 4;

  /** Bytes of the frame check sequence (a CRC-32) behind the payload. */
  public static final int FCS = 4;

  /** The least bytes of a frame on the wire, FCS included (IEEE 802.3). */
  public static final int MINIMUM_FRAME = 64;

  /** Tags deeper than this are no network's, but somebody's attempt to make a parser loop. */
  private static final int MAX_TAGS = 4;

  /** A frame without tags. */
  public Ethernet(MacAddress destination, MacAddress source, int etherType, byte[] payload) {
    this(destination, source, List.of(), etherType, payload);
  }

  /** Parses a frame as captured. */
  public static Ethernet parse(byte[] frame) throws MalformedPacketException {
    WireReader in = new WireReader(frame);
    MacAddress destination = MacAddress.of(in.bytes(MacAddress.LENGTH));
    MacAddress source = MacAddress.of(in.bytes(MacAddress.LENGTH));
    int type = in.u16();
    List<Integer> vlans = List.of();
    while (type == EtherType.VLAN || type == EtherType.SERVICE_VLAN) {
      if (vlans.size() == MAX_TAGS) {
        throw new MalformedPacketException("more than " + MAX_TAGS + " VLAN tags");
      }
      vlans = append(vlans, in.u16() & 0xfff);
      type = in.u16();
    }
    return new Ethernet(destination, source, vlans, type, in.rest());
  }

  /** The frame's bytes. Tags are 802.1Q's, with priority 0. */
  public byte[] emit() {
    WireWriter out = new WireWriter(HEADER + VLAN_TAG * vlans.size() + payload.length);
    out.bytes(destination.bytes()).bytes(source.bytes());
    for (int vlan : vlans) {
      out.u16(EtherType.VLAN).u16(vlan);
    }
    return out.u16(etherType).bytes(payload).done();
  }

  private static List<Integer> append(List<Integer> list, int last) {
    Integer[] longer = list.toArray(new Integer[list.size() + 1]);
    longer[list.size()] = last;
    return List.of(longer);
  }
}
