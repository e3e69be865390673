package dev.jnet.wire;

import java.util.Optional;

/**
 * The options of a neighbor discovery message (RFC 4861 section 4.6). jnet reads and writes only
 * the option that holds a hardware address, and skips all others.
 */
final class LinkLayerOption {
  /** The option with the sender's hardware address (section 4.6.1). */
  static final int SOURCE = 1;

  /** The option with the hardware address of the message's target (section 4.6.1). */
  static final int TARGET = 2;

  /** Length in bytes of an option with an Ethernet address: type, length, address. */
  private static final int LENGTH = 2 + MacAddress.LENGTH;

  /** The unit of an option's length field, in bytes. */
  private static final int UNIT = 8;

  private LinkLayerOption() {}

  /**
   * The address in the first option of this type, if there is one.
   *
   * @throws MalformedPacketException when an option is cut short, or has the length 0. RFC 4861
   *     section 4.6 forbids it: a reader would never get past it
   */
  static Optional<MacAddress> find(int type, WireReader in) throws MalformedPacketException {
    Optional<MacAddress> found = Optional.empty();
    while (in.remaining() > 0) {
      int kind = in.u8();
      int bytes = in.u8() * UNIT;
      if (bytes == 0) {
        throw new MalformedPacketException("a neighbor discovery option of length 0");
      }
      byte[] value = in.bytes(bytes - 2);
      if (kind == type && value.length == MacAddress.LENGTH && found.isEmpty()) {
        found = Optional.of(MacAddress.of(value));
      }
    }
    return found;
  }

  /** The target address, followed by an option with the hardware address if there is one. */
  static byte[] body(byte[] target, int type, Optional<MacAddress> mac) {
    WireWriter out = new WireWriter(target.length + (mac.isPresent() ? LENGTH : 0)).bytes(target);
    if (mac.isPresent()) {
      out.u8(type).u8(LENGTH / UNIT).bytes(mac.get().bytes());
    }
    return out.done();
  }
}
