package dev.jnet.wire;

import java.util.Optional;

/**
 * The options behind a neighbour discovery message (RFC 4861 section 4.6), of which jnet reads and
 * writes the one that holds a hardware address; others are stepped over.
 */
final class LinkLayerOption {
  /** The hardware address of who sends the message (section 4.6.1). */
  static final int SOURCE = 1;

  /** The hardware address of the target that the message is about. */
  static final int TARGET = 2;

  /** Bytes of an option with an Ethernet address: type, length, address. */
  private static final int LENGTH = 2 + MacAddress.LENGTH;

  /** Lengths are counted in units of so many bytes. */
  private static final int UNIT = 8;

  private LinkLayerOption() {}

  /**
   * The address in the first option of this type, if there is one.
   *
   * @throws MalformedPacketException when an option is cut short, or has the length 0 that RFC 4861
   *     forbids: it would never end
   */
  static Optional<MacAddress> find(int type, WireReader in) throws MalformedPacketException {
    Optional<MacAddress> found = Optional.empty();
    while (in.remaining() > 0) {
      int kind = in.u8();
      int bytes = in.u8() * UNIT;
      if (bytes == 0) {
        throw new MalformedPacketException("a neighbour discovery option of length 0");
      }
      byte[] value = in.bytes(bytes - 2);
      if (kind == type && value.length == MacAddress.LENGTH && found.isEmpty()) {
        found = Optional.of(MacAddress.of(value));
      }
    }
    return found;
  }

  /** The target address and, where there is a hardware address, the option with it. */
  static byte[] body(byte[] target, int type, Optional<MacAddress> mac) {
    WireWriter out = new WireWriter(target.length + (mac.isPresent() ? LENGTH : 0)).bytes(target);
    if (mac.isPresent()) {
      out.u8(type).u8(LENGTH / UNIT).bytes(mac.get().bytes());
    }
    return out.done();
  }
}
