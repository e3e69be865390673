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
 * What a socket gives, with what the kernel tells beside it.
 *
 * @param bytes what was received; of an error what it quotes, from where the socket's protocol says
 * @param from the socket address of whom it is from; of an error, whom the packet was for
 * @param stamp when the kernel received it, in ns since 1970 by the wall clock; 0 where it does not
 *     say
 * @param hopLimit its TTL when it arrived, 0 to 255; −1 where the kernel does not say
 * @param largestFragment bytes of the largest of the pieces it came in; 0 when it came whole
 * @param told what the error queue tells; null for data
 */
record SocketMessage(
    byte[] bytes, byte[] from, long stamp, int hopLimit, int largestFragment, Told told) {
  /**
   * {@code struct sock_extended_err}, and who caused it.
   *
   * @param origin {@link #ICMP}, {@link #ICMPV6}, {@link #STAMP} and others
   * @param info of a "too big" the MTU, of a parameter problem the place; 0 to 2^32 − 1
   * @param data of a stamp the number of the packet sent; of an ICMP error with extensions, in its
   *     first 16 bits, where in the bytes these begin
   * @param offender who sent the ICMP error; null for others
   */
  record Told(int origin, int type, int code, long info, int data, InetAddress offender) {
    static final int ICMP = 2;
    static final int ICMPV6 = 3;
    static final int STAMP = 4;

    private static final int INVALID = 1;

    /** Where RFC 4884's extensions begin in the bytes; 0 where there are none, or damaged ones. */
    int extensionsAt() {
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
      bytes.putInt(0, data);
      return (bytes.get(2) & INVALID) != 0 ? 0 : Short.toUnsignedInt(bytes.getShort(0));
    }
  }

  /** Options whose numbers are also those of the messages beside the data. Linux's numbers. */
  static final int SO_TIMESTAMPING = 37;

  static final int IP_TTL = 2;
  static final int IP_RECVERR = 11;
  static final int IP_RECVFRAGSIZE = 25;
  static final int IPV6_RECVERR = 25;
  static final int IPV6_HOPLIMIT = 52;
  static final int IPV6_RECVFRAGSIZE = 77;

  private static final int EXTENDED_ERROR = 16;

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
     * @throws LinkException when the socket is of no use any more
     */
    SocketMessage next(int descriptor, int flags) throws LinkException {
      message.setInt(word, NAME);
      setSize(message, 5L * word, CONTROL);
      int length = Libc.recvmsg(descriptor, message, flags | Libc.MSG_DONTWAIT);
      if (length < 0) {
        int errno = Libc.errno();
        // others are what an ICMP error did to the socket: the error queue has it in full
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
      }
      at += (int) ((length + word - 1) / word * word);
    }
    return new SocketMessage(bytes, from, stamp, hopLimit, largestFragment, told);
  }

  private static boolean is(int level, int type, int ofIpv4, int ofIpv6) {
    return (level == Libc.IPPROTO_IP && type == ofIpv4)
        || (level == Libc.IPPROTO_IPV6 && type == ofIpv6);
  }

  /** The first of three {@code struct timespec}, which is the kernel's own. */
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
