package dev.jnet.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The attributes of a netlink message: length (16), type (16), value, padded to 4 bytes; the length
 * includes the 4 bytes before the value but not the padding.
 *
 * <p>When a type occurs twice, the first one counts, as in iproute2. Getters throw {@link
 * HostException} when a value is shorter than its type needs.
 */
final class NetlinkAttributes {
  private static final int HEADER = 4;

  /** The two highest bits are flags for "nested" and "network byte order". */
  private static final int TYPE_MASK = 0x3fff;

  private final List<ByteBuffer> values = new ArrayList<>();
  private int[] types = new int[16];

  private NetlinkAttributes() {}

  static NetlinkAttributes parse(ByteBuffer bytes) throws HostException {
    ByteBuffer in = bytes.duplicate().order(ByteOrder.nativeOrder());
    NetlinkAttributes attributes = new NetlinkAttributes();
    int at = 0;
    // Fewer than 4 bytes at the end are padding.
    while (in.limit() - at >= HEADER) {
      int length = Short.toUnsignedInt(in.getShort(at));
      int type = Short.toUnsignedInt(in.getShort(at + 2)) & TYPE_MASK;
      if (length < HEADER || length > in.limit() - at) {
        throw HostException.unreadable(
            "attribute " + type + " of " + length + " bytes, in " + (in.limit() - at));
      }
      attributes.add(type, in.slice(at + HEADER, length - HEADER).order(ByteOrder.nativeOrder()));
      at += NetlinkMessage.aligned(length);
    }
    return attributes;
  }

  private void add(int type, ByteBuffer value) {
    int count = values.size();
    if (count == types.length) {
      types = java.util.Arrays.copyOf(types, 2 * count);
    }
    types[count] = type;
    values.add(value);
  }

  /** The number of attributes. */
  int count() {
    return values.size();
  }

  private ByteBuffer find(int type) {
    for (int i = 0; i < values.size(); i++) {
      if (types[i] == type) {
        return values.get(i);
      }
    }
    return null;
  }

  boolean has(int type) {
    return find(type) != null;
  }

  /** The bytes of an attribute; {@code null} when there is none. */
  byte[] bytes(int type) {
    ByteBuffer value = find(type);
    if (value == null) {
      return null;
    }
    byte[] bytes = new byte[value.limit()];
    value.get(0, bytes);
    return bytes;
  }

  int u8(int type, int without) throws HostException {
    ByteBuffer value = find(type, Byte.BYTES);
    return value == null ? without : Byte.toUnsignedInt(value.get(0));
  }

  int i32(int type, int without) throws HostException {
    return i32(type, 0, without);
  }

  /** The number at an index of an attribute that is an array or structure of 32-bit numbers. */
  int i32(int type, int index, int without) throws HostException {
    int end = (index + 1) * Integer.BYTES;
    ByteBuffer value = find(type, end);
    return value == null ? without : value.getInt(end - Integer.BYTES);
  }

  /**
   * The text of an attribute, which ends at its first zero byte; {@code null} when there is none.
   */
  String text(int type) {
    byte[] bytes = bytes(type);
    if (bytes == null) {
      return null;
    }
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** The attributes inside an attribute. There are none when the attribute is missing. */
  NetlinkAttributes nested(int type) throws HostException {
    ByteBuffer value = find(type);
    return value == null ? new NetlinkAttributes() : parse(value);
  }

  private ByteBuffer find(int type, int bytes) throws HostException {
    ByteBuffer value = find(type);
    if (value != null && value.limit() < bytes) {
      throw HostException.unreadable(
          "attribute " + type + " with " + value.limit() + " bytes, not " + bytes);
    }
    return value;
  }
}
