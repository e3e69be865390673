package dev.jnet.link;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import dev.jnet.host.SocketAddress;
import dev.jnet.unit.Nanos;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message received from a socket, with what the kernel says about it.
 *
 * @param bytes the data; for an error, the bytes that it quotes from the header or the data on, as
 *     the socket's protocol has it
 * @param from the socket address of the sender; for an error, that of the packet's destination
 * @param stamp when the kernel received it, in ns since 1970 by the wall clock; 0 where it does not
 *     say
 * @param hopLimit its TTL when it arrived, 0 to 255; −1 where the kernel does not say
 * @param largestFragment the length of its largest fragment in bytes; 0 when it was not fragmented
 * @param auxiliary what a packet socket tells of a frame, {@code struct tpacket_auxdata}; zeros of
 *     others
 * @param told what the error queue says; null for data
 */
record SocketMessage(
    byte[] bytes,
    byte[] from,
    long stamp,
    int hopLimit,
    int largestFragment,
    byte[] auxiliary,
    Told told) {
  /**
   * {@code struct sock_extended_err}, and the sender of the ICMP error.
   *
   * @param origin {@link #ICMP}, {@link #ICMPV6}, {@link #STAMP} and others
   * @param info for a "too big" the MTU in bytes, for a parameter problem the position; 0 to 2^32 −
   *     1
   * @param data for a stamp the number of the sent packet; for an ICMP error with extensions, in
   *     its first 16 bits, the offset at which they begin
   * @param offender the sender of the ICMP error; null for other messages
   */
  record Told(int origin, int type, int code, long info, int data, InetAddress offender) {
    static final int ICMP = 2;
    static final int ICMPV6 = 3;
    static final int STAMP = 4;

    private static final int INVALID = 1;

    /**
     * The offset of RFC 4884's extensions in the bytes; 0 when there are none or they are damaged.
     */
    int extensionsAt() {
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
      bytes.putInt(0, data);
      return (bytes.get(2) & INVALID) != 0 ? 0 : Short.toUnsignedInt(bytes.getShort(0));
    }
  }

  /** Linux's numbers of options, which are also those of the control messages. */
  static final int SO_TIMESTAMPING = 37;

  static final int IP_TTL = 2;
  static final int IP_RECVERR = 11;
  static final int IP_RECVFRAGSIZE = 25;
  static final int IPV6_RECVERR = 25;
  static final int IPV6_HOPLIMIT = 52;
  static final int IPV6_RECVFRAGSIZE = 77;
  static final int SOL_PACKET = 263;
  static final int PACKET_AUXDATA = 8;

  private static final int EXTENDED_ERROR = 16;
  private static final byte[] NO_AUXILIARY = new byte[20];

  /** Receives messages, one at a time, into one buffer. */
  static final class Reader {
    private static final int LARGEST = 65_535;
    private static final int NAME = 28;
    private static final int CONTROL = 512;

    private final int word = Native.POINTER_SIZE;
    private final Memory data = new Memory(LARGEST);
    private final Memory name = new Memory(NAME);
    private final Memory control = new Memory(CONTROL);
    private final Memory vector = new Memory(2L * word);
    private final Memory message = new Memory(7L * word);

    Reader() {
      vector.setPointer(0, data);
      setSize(vector, word, LARGEST);
      message.clear();
      message.setPointer(0, name);
      message.setPointer(2L * word, vector);
      setSize(message, 3L * word, 1);
      message.setPointer(4L * word, control);
    }

    private void setSize(Memory memory, long offset, int value) {
      if (word == Long.BYTES) {
        memory.setLong(offset, value);
      } else {
        memory.setInt(offset, value);
      }
    }

    /**
     * The next message, or null when there is none now.
     *
     * @param flags 0, or {@link Libc#MSG_ERRQUEUE}
     * @throws LinkException when the socket can no longer be read
     */
    SocketMessage next(int descriptor, int flags) throws LinkException {
      message.setInt(word, NAME);
      setSize(message, 5L * word, CONTROL);
      int length = Libc.recvmsg(descriptor, message, flags | Libc.MSG_DONTWAIT);
      if (length < 0) {
        int errno = Libc.errno();
        // other numbers come from ICMP errors, which are in the error queue in full
        if (errno == Errno.EBADF || errno == Errno.EINVAL) {
          throw new LinkException("a socket cannot be read: " + Libc.strerror(errno));
        }
        return null;
      }
      int used = message.getInt(5L * word);
      return of(
          data.getByteArray(0, Math.min(length, LARGEST)),
          name.getByteArray(0, NAME),
          control.getByteArray(0, Math.min(used, CONTROL)));
    }
  }

  /** Reads the control messages: length in a C size_t, level (32), type (32), then its bytes. */
  static SocketMessage of(byte[] bytes, byte[] from, byte[] control) {
    ByteBuffer in = ByteBuffer.wrap(control).order(ByteOrder.nativeOrder());
    int word = Native.SIZE_T_SIZE;
    int header = word + 2 * Integer.BYTES;
    long stamp = 0;
    int hopLimit = -1;
    int largestFragment = 0;
    byte[] auxiliary = NO_AUXILIARY;
    Told told = null;
    int at = 0;
    while (at + header <= control.length) {
      long length = word == Long.BYTES ? in.getLong(at) : in.getInt(at);
      if (length < header || length > control.length - at) {
        break;
      }
      int level = in.getInt(at + word);
      int type = in.getInt(at + word + Integer.BYTES);
      ByteBuffer value =
          in.slice(at + header, (int) length - header).order(ByteOrder.nativeOrder());
      if (level == Libc.SOL_SOCKET && type == SO_TIMESTAMPING) {
        stamp = stamp(value);
      } else if (is(level, type, IP_TTL, IPV6_HOPLIMIT)) {
        hopLimit = value.getInt(0);
      } else if (is(level, type, IP_RECVFRAGSIZE, IPV6_RECVFRAGSIZE)) {
        largestFragment = value.getInt(0);
      } else if (is(level, type, IP_RECVERR, IPV6_RECVERR)) {
        told = told(value);
      } else if (level == SOL_PACKET && type == PACKET_AUXDATA) {
        auxiliary = new byte[NO_AUXILIARY.length];
        value.get(0, auxiliary);
      }
      at += (int) ((length + word - 1) / word * word);
    }
    return new SocketMessage(bytes, from, stamp, hopLimit, largestFragment, auxiliary, told);
  }

  private static boolean is(int level, int type, int ofIpv4, int ofIpv6) {
    return (level == Libc.IPPROTO_IP && type == ofIpv4)
        || (level == Libc.IPPROTO_IPV6 && type == ofIpv6);
  }

  /** The first of three {@code struct timespec}, which is the software stamp, in ns. */
  private static long stamp(ByteBuffer value) {
    return Native.LONG_SIZE == Long.BYTES
        ? value.getLong(0) * Nanos.SECOND + value.getLong(Long.BYTES)
        : Integer.toUnsignedLong(value.getInt(0)) * Nanos.SECOND + value.getInt(Integer.BYTES);
  }

  private static Told told(ByteBuffer value) {
    byte[] offender = new byte[value.limit() - EXTENDED_ERROR];
    value.get(EXTENDED_ERROR, offender);
    return new Told(
        Byte.toUnsignedInt(value.get(4)),
        Byte.toUnsignedInt(value.get(5)),
        Byte.toUnsignedInt(value.get(6)),
        Integer.toUnsignedLong(value.getInt(8)),
        value.getInt(12),
        SocketAddress.address(offender));
  }
}
