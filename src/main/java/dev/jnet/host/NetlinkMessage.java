package dev.jnet.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One netlink message (RFC 3549 section 2.3.2), in the byte order of the machine.
 *
 * <pre>
 *  length (32) | type (16) | flags (16) | sequence (32) | port id (32) | payload, padded to 4
 * </pre>
 *
 * @param type an {@code RTM_*} number, or one of the control messages below
 * @param flags the flags {@code NLM_F_*}
 * @param sequence the number of the request, which the answer repeats
 * @param portId the port of the socket that asked, which the answer repeats
 * @param payload what follows the header, from position 0 to the limit, read-only
 */
record NetlinkMessage(int type, int flags, int sequence, int portId, ByteBuffer payload) {
  static final int HEADER = 16;

  static final int NLMSG_ERROR = 2;
  static final int NLMSG_DONE = 3;

  /** The highest type of netlink's own messages. Answers have higher types. */
  static final int LAST_CONTROL = 15;

  static final int NLM_F_REQUEST = 0x1;
  static final int NLM_F_MULTI = 0x2;
  static final int NLM_F_ACK = 0x4;
  static final int NLM_F_DUMP_INTR = 0x10;
  static final int NLM_F_DUMP = 0x300;

  /**
   * The messages in one datagram from the kernel.
   *
   * @throws HostException when a length points beyond the received bytes
   */
  static List<NetlinkMessage> parse(byte[] bytes, int length) throws HostException {
    ByteBuffer in = ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    List<NetlinkMessage> messages = new ArrayList<>();
    int at = 0;
    while (at < length) {
      if (length - at < HEADER) {
        throw HostException.unreadable((length - at) + " bytes where a header of 16 should be");
      }
      int size = in.getInt(at);
      if (size < HEADER || size > length - at) {
        throw HostException.unreadable(
            "a message of " + Integer.toUnsignedString(size) + " bytes, in " + (length - at));
      }
      messages.add(
          new NetlinkMessage(
              Short.toUnsignedInt(in.getShort(at + 4)),
              Short.toUnsignedInt(in.getShort(at + 6)),
              in.getInt(at + 8),
              in.getInt(at + 12),
              in.slice(at + HEADER, size - HEADER).order(ByteOrder.nativeOrder())));
      at += aligned(size);
    }
    return messages;
  }

  /**
   * The attributes that follow the payload's fixed part.
   *
   * @param fixed length of the fixed part in bytes, such as 16 for {@code struct ifinfomsg}
   * @throws HostException when the payload is shorter, or an attribute's length is wrong
   */
  NetlinkAttributes attributes(int fixed) throws HostException {
    requirePayload(fixed);
    int from = Math.min(aligned(fixed), payload.limit());
    return NetlinkAttributes.parse(payload.slice(from, payload.limit() - from));
  }

  /**
   * The error number of an error message or end message. 0 means success.
   *
   * @throws HostException when the message has none, or the number makes no sense
   */
  int errno() throws HostException {
    if (type == NLMSG_DONE && payload.limit() < Integer.BYTES) {
      return 0; // old kernels end a dump without a number
    }
    requirePayload(Integer.BYTES);
    int negative = payload.getInt(0);
    if (negative > 0 || negative == Integer.MIN_VALUE) {
      throw HostException.unreadable("error number " + negative);
    }
    return -negative;
  }

  private void requirePayload(int bytes) throws HostException {
    if (payload.limit() < bytes) {
      throw HostException.unreadable(
          "message of type " + type + " with " + payload.limit() + " bytes, not " + bytes);
    }
  }

  static int aligned(int length) {
    return (length + 3) & ~3;
  }

  /** Puts a request together; its sequence number and port are set when it is sent. */
  static final class Request {
    private final ByteBuffer out = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());

    /**
     * A request that begins with a fixed part of {@code fixed} bytes, all 0.
     *
     * @param flags {@link #NLM_F_DUMP} or 0; the flag for a request is added
     */
    Request(int type, int flags, int fixed) {
      out.putShort(4, (short) type);
      out.putShort(6, (short) (flags | NLM_F_REQUEST));
      out.position(HEADER + aligned(fixed));
    }

    /** Sets a byte of the fixed part. */
    Request u8(int offset, int value) {
      out.put(HEADER + offset, (byte) value);
      return this;
    }

    /** Sets a 32-bit field of the fixed part. */
    Request number(int offset, int value) {
      out.putInt(HEADER + offset, value);
      return this;
    }

    /** Adds an attribute with a 32-bit number. */
    Request attribute(int type, int value) {
      head(type, Integer.BYTES).putInt(value);
      return this;
    }

    /** Adds an attribute with these bytes. */
    Request attribute(int type, byte[] value) {
      head(type, value.length).put(value);
      out.position(aligned(out.position()));
      return this;
    }

    private ByteBuffer head(int type, int length) {
      return out.putShort((short) (4 + length)).putShort((short) type);
    }

    /** The message as it is sent. */
    byte[] bytes(int sequence, int portId) {
      out.putInt(0, out.position());
      out.putInt(8, sequence);
      out.putInt(12, portId);
      byte[] bytes = new byte[out.position()];
      out.get(0, bytes);
      return bytes;
    }
  }
}
