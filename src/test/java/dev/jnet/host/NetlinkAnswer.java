package dev.jnet.host;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes netlink messages as a kernel would, without any code of the reader's. */
public final class NetlinkAnswer {
  private final int type;
  private final int flags;
  private final ByteArrayOutputStream payload = new ByteArrayOutputStream();

  NetlinkAnswer(int type, int flags) {
    this.type = type;
    this.flags = flags;
  }

  NetlinkAnswer u8(int value) {
    payload.write(value);
    return this;
  }

  NetlinkAnswer u16(int value) {
    byte[] bytes = new byte[2];
    order(bytes).putShort((short) value);
    payload.writeBytes(bytes);
    return this;
  }

  NetlinkAnswer u32(int value) {
    byte[] bytes = new byte[4];
    order(bytes).putInt(value);
    payload.writeBytes(bytes);
    return this;
  }

  NetlinkAnswer attribute(int attribute, byte[] value) {
    u16(4 + value.length).u16(attribute);
    payload.writeBytes(value);
    payload.writeBytes(new byte[-value.length & 3]);
    return this;
  }

  NetlinkAnswer attribute(int attribute, int... numbers) {
    byte[] value = new byte[4 * numbers.length];
    ByteBuffer out = order(value);
    for (int number : numbers) {
      out.putInt(number);
    }
    return attribute(attribute, value);
  }

  NetlinkAnswer text(int attribute, String text) {
    return attribute(attribute, (text + "\0").getBytes(StandardCharsets.UTF_8));
  }

  /** Attributes without a message around them, for nesting. */
  byte[] inner() {
    return payload.toByteArray();
  }

  byte[] bytes(int sequence, int port) {
    int length = 16 + payload.size();
    byte[] message = new byte[(length + 3) & ~3];
    ByteBuffer out = order(message);
    out.putInt(length).putShort((short) type).putShort((short) flags);
    out.putInt(sequence).putInt(port).put(payload.toByteArray());
    return message;
  }

  static byte[] join(byte[]... messages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] message : messages) {
      all.writeBytes(message);
    }
    return all.toByteArray();
  }

  private static ByteBuffer order(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }
}
