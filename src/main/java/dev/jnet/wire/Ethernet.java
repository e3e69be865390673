package dev.jnet.wire;

import java.util.List;

/**
 * An Ethernet II frame (RFC 894), without the preamble and without the frame check sequence,
 * because software sees neither.
 *
 * @param destination the station on this link that the frame is for
 * @param source the station on this link that sent it
 * @param vlans the 802.1Q VLAN identifiers of its tags, outermost first, 0 to 4095; usually none
 * @param etherType what the payload is: a number of {@link EtherType}
 * @param payload what the frame carries; may end in padding to the minimum of 46 bytes
 */
public record Ethernet(
    MacAddress destination, MacAddress source, List<Integer> vlans, int etherType, byte[] payload) {
  /** Length of the header in bytes: two addresses and the type. */
  public static final int HEADER = 14;

  /** Length of an 802.1Q tag in bytes. */
  public static final int VLAN_TAG = 4;

  /** Length in bytes of the frame check sequence (a CRC-32) after the payload. */
  public static final int FCS = 4;

  /** The shortest frame on the wire in bytes, FCS included (IEEE 802.3). */
  public static final int MINIMUM_FRAME = 64;

  /**
   * No network nests tags deeper than this. A frame with more tags was made to keep a parser busy.
   */
  private static final int MAX_TAGS = 4;

  /** A frame without tags. */
  public Ethernet(MacAddress destination, MacAddress source, int etherType, byte[] payload) {
    this(destination, source, List.of(), etherType, payload);
  }

  /** Parses a frame as it was captured. */
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

  /**
   * Whether the frame has a tag of a VLAN. A tag with the identifier 0 only carries a priority
   * (IEEE 802.1Q): such a frame is taken as if it had none.
   */
  public boolean isOfAnotherVlan() {
    for (int vlan : vlans) {
      if (vlan != 0) {
        return true;
      }
    }
    return false;
  }

  /** The frame's bytes. All tags are written as 802.1Q tags with priority 0. */
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
