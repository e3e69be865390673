package dev.jnet.host;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A filter program for a socket, in the kernel's classic BPF. Packets that it does not keep never
 * reach the socket. Offsets count from the beginning of the data that the socket gets.
 */
public final class SocketFilter {
  private static final int SO_ATTACH_FILTER = 26;
  private static final int INSTRUCTION = 8; // code (16), jump if true (8), if not (8), value (32)
  private static final int LOAD_WORD = 0x20;
  private static final int LOAD_HALF = 0x28;
  private static final int LOAD_HALF_BEHIND_HEADER = 0x48;
  private static final int LOAD_IPV4_HEADER_LENGTH = 0xb1;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int EVERYTHING = -1;

  /** The offset at which the kernel's own facts about a packet can be read. */
  private static final int ANCILLARY = -0x1000;

  private static final int PACKET_TYPE = ANCILLARY + 4;
  private static final int INTERFACE_INDEX = ANCILLARY + 8;

  /** A packet's type: it leaves this host. */
  private static final int OUTGOING = 4;

  private final List<long[]> instructions = new ArrayList<>();

  /** A filter that keeps nothing of any packet. */
  public static SocketFilter ofNothing() {
    return new SocketFilter().add(RETURN, 0, 0, 0);
  }

  /**
   * A filter of an {@code AF_PACKET} socket without link headers, which keeps packets that are for
   * this host, for one address, and did not come in by a certain interface.
   *
   * @param exceptIndex the number of that interface
   * @param offset where in the packet the destination address begins
   * @param address the destination, 4 or 16 bytes
   */
  public static SocketFilter toAddress(int exceptIndex, int offset, byte[] address) {
    int words = address.length / Integer.BYTES;
    SocketFilter filter = new SocketFilter();
    int drop = 4 + 2 * words + 1; // the index of the last instruction, which drops the packet
    filter.add(LOAD_WORD, 0, 0, INTERFACE_INDEX);
    filter.add(JUMP_IF_EQUAL, drop - 2, 0, exceptIndex);
    filter.add(LOAD_WORD, 0, 0, PACKET_TYPE);
    filter.add(JUMP_IF_EQUAL, 0, drop - 4, 0);
    ByteBuffer wanted = ByteBuffer.wrap(address);
    for (int i = 0; i < words; i++) {
      filter.add(LOAD_WORD, 0, 0, offset + i * Integer.BYTES);
      filter.add(JUMP_IF_EQUAL, 0, drop - (4 + 2 * i + 2), wanted.getInt());
    }
    filter.add(RETURN, 0, 0, EVERYTHING);
    filter.add(RETURN, 0, 0, 0);
    return filter;
  }

  /**
   * A filter of an {@code AF_PACKET} socket without link headers, which keeps packets that leave
   * this host and have a certain word.
   *
   * @param offset where in the packet the word is
   */
  public static SocketFilter ofDepartures(int offset, int word) {
    return new SocketFilter()
        .add(LOAD_WORD, 0, 0, PACKET_TYPE)
        .add(JUMP_IF_EQUAL, 0, 3, OUTGOING)
        .add(LOAD_WORD, 0, 0, offset)
        .add(JUMP_IF_EQUAL, 0, 1, word)
        .add(RETURN, 0, 0, EVERYTHING)
        .add(RETURN, 0, 0, 0);
  }

  /**
   * A filter of an {@code AF_PACKET} socket without link headers, which keeps packets that come
   * from an address or go to it, by any interface but one.
   *
   * @param exceptIndex the number of that interface
   * @param offset where in the packet the source address begins; the destination follows it
   * @param address 4 or 16 bytes
   */
  public static SocketFilter withAddress(int exceptIndex, int offset, byte[] address) {
    int words = address.length / Integer.BYTES;
    SocketFilter filter = new SocketFilter();
    int keep = 2 + 4 * words; // the index of the instruction that keeps the packet
    filter.add(LOAD_WORD, 0, 0, INTERFACE_INDEX);
    filter.add(JUMP_IF_EQUAL, keep - 1, 0, exceptIndex);
    for (int side = 0; side < 2; side++) {
      ByteBuffer wanted = ByteBuffer.wrap(address);
      for (int i = 0; i < words; i++) {
        int next = 4 + 2 * (side * words + i); // the index of the instruction behind the jump
        int other = side == 0 ? 2 + 2 * words : keep + 1;
        int fitting = i == words - 1 ? keep - next : 0;
        filter.add(LOAD_WORD, 0, 0, offset + side * address.length + i * Integer.BYTES);
        filter.add(JUMP_IF_EQUAL, fitting, other - next, wanted.getInt());
      }
    }
    return filter.add(RETURN, 0, 0, EVERYTHING).add(RETURN, 0, 0, 0);
  }

  /**
   * A filter of a raw socket for TCP or UDP, which keeps what is for one port.
   *
   * @param six whether it is an IPv6 socket, which gets packets without their IP header
   * @param port the destination port, 0 to 65535
   */
  public static SocketFilter toPort(boolean six, int port) {
    SocketFilter filter = new SocketFilter();
    if (six) {
      filter.add(LOAD_HALF, 0, 0, 2);
    } else {
      filter.add(LOAD_IPV4_HEADER_LENGTH, 0, 0, 0).add(LOAD_HALF_BEHIND_HEADER, 0, 0, 2);
    }
    return filter.add(JUMP_IF_EQUAL, 0, 1, port).add(RETURN, 0, 0, EVERYTHING).add(RETURN, 0, 0, 0);
  }

  /**
   * A filter of an {@code AF_PACKET} socket with link headers.
   *
   * @param program instructions that libpcap has compiled
   * @param outgoing whether what leaves this host gets to the program; otherwise what comes in
   */
  public static SocketFilter oneWay(byte[] program, boolean outgoing) {
    SocketFilter filter = new SocketFilter();
    filter.add(LOAD_WORD, 0, 0, PACKET_TYPE);
    filter.add(JUMP_IF_EQUAL, outgoing ? 1 : 0, outgoing ? 0 : 1, OUTGOING);
    filter.add(RETURN, 0, 0, 0);
    ByteBuffer compiled = ByteBuffer.wrap(program).order(ByteOrder.nativeOrder());
    while (compiled.hasRemaining()) {
      filter.add(
          compiled.getShort(), compiled.get() & 0xff, compiled.get() & 0xff, compiled.getInt());
    }
    return filter;
  }

  private SocketFilter add(int code, int ifTrue, int ifNot, int value) {
    instructions.add(new long[] {code, ifTrue, ifNot, value});
    return this;
  }

  /** Puts the program on a socket. Returns false when the kernel refuses; errno says why. */
  public boolean attach(int descriptor) {
    try (Memory program = new Memory((long) INSTRUCTION * instructions.size())) {
      for (int i = 0; i < instructions.size(); i++) {
        long[] each = instructions.get(i);
        long at = (long) INSTRUCTION * i;
        program.setShort(at, (short) each[0]);
        program.setByte(at + 2, (byte) each[1]);
        program.setByte(at + 3, (byte) each[2]);
        program.setInt(at + 4, (int) each[3]);
      }
      return Libc.setsockopt(descriptor, Libc.SOL_SOCKET, SO_ATTACH_FILTER, header(program)) == 0;
    }
  }

  /** {@code struct sock_fprog}: how many instructions (16), and a pointer to them. */
  private byte[] header(Memory program) {
    ByteBuffer header = ByteBuffer.allocate(2 * Native.POINTER_SIZE).order(ByteOrder.nativeOrder());
    header.putShort(0, (short) instructions.size());
    long address = Pointer.nativeValue(program);
    if (Native.POINTER_SIZE == Long.BYTES) {
      header.putLong(Native.POINTER_SIZE, address);
    } else {
      header.putInt(Native.POINTER_SIZE, (int) address);
    }
    return header.array();
  }
}
