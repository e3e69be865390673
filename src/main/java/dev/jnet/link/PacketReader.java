package dev.jnet.link;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import dev.jnet.unit.Nanos;

/**
 * Reads captured frames by pcap_next_ex(3PCAP), with the memory for its answers allocated once.
 *
 * <p>pcap4j makes two structures for every frame and has each freed by a cleaner: tens of
 * microseconds, and hundreds of megabytes by the time the collector comes by. At ten thousand
 * frames a second that is most of what a processor has.
 */
final class PacketReader {
  private static final int CAPTURED = 1;

  /** In {@code struct pcap_pkthdr}: two C longs of time, then the lengths. */
  private static final int FRACTION = NativeLong.SIZE;

  private static final int CAPTURED_LENGTH = 2 * NativeLong.SIZE;
  private static final int LENGTH = CAPTURED_LENGTH + 4;

  private final Function next = LibPcap.function("pcap_next_ex");
  private final Memory header = new Memory(Native.POINTER_SIZE);
  private final Memory data = new Memory(Native.POINTER_SIZE);
  private final Object[] arguments;

  /**
   * A reader for a pcap_t that does not block, and stamps in ns.
   *
   * @param pcap to be open as long as this is used
   */
  PacketReader(Pointer pcap) {
    arguments = new Object[] {pcap, header, data};
  }

  /** The next frame that was captured, or null when there is none now, or an error. */
  PcapPort.Captured next() {
    if (next.invokeInt(arguments) != CAPTURED) {
      return null;
    }
    Pointer packet = header.getPointer(0);
    byte[] octets = data.getPointer(0).getByteArray(0, packet.getInt(CAPTURED_LENGTH));
    long stamp = cLong(packet, 0) * Nanos.SECOND + cLong(packet, FRACTION);
    return new PcapPort.Captured(octets, packet.getInt(LENGTH), stamp);
  }

  private static long cLong(Pointer pointer, int offset) {
    return NativeLong.SIZE == Long.BYTES ? pointer.getLong(offset) : pointer.getInt(offset);
  }
}
