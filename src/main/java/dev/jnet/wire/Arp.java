package dev.jnet.wire;

import java.net.Inet4Address;

/**
 * An ARP message for IPv4 over Ethernet (RFC 826), or a RARP message (RFC 903). Both have the same
 * 28 bytes; the EtherType tells them apart.
 *
 * @param operation {@link #REQUEST}, {@link #REPLY}, {@link #REVERSE_REQUEST}, {@link
 *     #REVERSE_REPLY}, or another number that was received, 0 to 65535
 * @param senderMac the sender's hardware address
 * @param senderIp the sender's protocol address; 0.0.0.0 in an address probe (RFC 5227)
 * @param targetMac the receiver's hardware address; zero in a request, because that is the question
 * @param targetIp in a request, the address that is asked for; in a reply, the address of the
 *     station that asked
 */
public record Arp(
    int operation,
    MacAddress senderMac,
    Inet4Address senderIp,
    MacAddress targetMac,
    Inet4Address targetIp) {
  /** Length of the message in bytes. */
  public static final int LENGTH = 28;

  /** "Who has this protocol address?" */
  public static final int REQUEST = 1;

  /** "I have it, at this hardware address." */
  public static final int REPLY = 2;

  /** RARP: "which protocol address belongs to this hardware address?" */
  public static final int REVERSE_REQUEST = 3;

  /** RARP: the server's answer. */
  public static final int REVERSE_REPLY = 4;

  private static final int ETHERNET = 1;

  /** Parses the payload of a frame; what follows the 28 bytes is padding. */
  public static Arp parse(byte[] bytes) throws MalformedPacketException {
    WireReader in = new WireReader(bytes);
    int hardware = in.u16();
    int protocol = in.u16();
    int hardwareLength = in.u8();
    int protocolLength = in.u8();
    if (hardware != ETHERNET
        || protocol != EtherType.IPV4
        || hardwareLength != MacAddress.LENGTH
        || protocolLength != 4) {
      throw new MalformedPacketException("ARP for something else than IPv4 over Ethernet");
    }
    return new Arp(
        in.u16(),
        MacAddress.of(in.bytes(MacAddress.LENGTH)),
        Addresses.ipv4(in.bytes(4)),
        MacAddress.of(in.bytes(MacAddress.LENGTH)),
        Addresses.ipv4(in.bytes(4)));
  }

  /** The 28 bytes of the message. */
  public byte[] emit() {
    return new WireWriter(LENGTH)
        .u16(ETHERNET)
        .u16(EtherType.IPV4)
        .u8(MacAddress.LENGTH)
        .u8(4)
        .u16(operation)
        .bytes(senderMac.bytes())
        .bytes(senderIp.getAddress())
        .bytes(targetMac.bytes())
        .bytes(targetIp.getAddress())
        .done();
  }
}
