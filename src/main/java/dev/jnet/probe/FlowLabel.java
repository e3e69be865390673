package dev.jnet.probe;

import dev.jnet.unit.Port;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.WireReader;
import java.net.InetAddress;
import java.util.SplittableRandom;

/**
 * The fields that routers look at, besides addresses and protocol, when they spread packets over
 * several paths. Packets with the same label take the same path.
 *
 * @param port this machine's UDP or TCP port
 * @param identifier the identifier of echo requests, 0 to 65535
 * @param checksum the checksum of echo requests, 1 to 65534. Routers that look for ports find it in
 *     an echo request's first four bytes
 */
public record FlowLabel(Port port, int identifier, int checksum) {
  private static final int CHECKSUM_OFFSET = 2;
  private static final int WORD = 2;
  private static final int WORDS = 1 << 16;
  private static final int FIRST_DYNAMIC_PORT = 49_152;
  private static final int DYNAMIC_PORTS = WORDS - FIRST_DYNAMIC_PORT;

  /** How many checksums there are without the two forms of zero. */
  private static final int CHECKSUMS = WORDS - 2;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside its range
   */
  public FlowLabel {
    check("identifier", identifier, 0, 0xffff);
    check("checksum", checksum, 1, 0xfffe);
  }

  private static void check(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + " " + value + ", not " + least + " to " + most);
    }
  }

  /** The label of a flow whose port is a dynamic one. */
  public static FlowLabel random(SplittableRandom random) {
    int identifier = random.nextInt(WORDS);
    int port = FIRST_DYNAMIC_PORT + random.nextInt(DYNAMIC_PORTS);
    return new FlowLabel(new Port(port), identifier, 1 + random.nextInt(WORDS) % CHECKSUMS);
  }

  /**
   * The label of another flow, beside this one whose port is a dynamic one.
   *
   * @param number 0 for this flow; up to 64
   */
  public FlowLabel other(int number) {
    // flows differ in all bits of their checksums: routers hash only some of them
    return new FlowLabel(
        new Port(
            FIRST_DYNAMIC_PORT + (port.number() - FIRST_DYNAMIC_PORT + number) % DYNAMIC_PORTS),
        (identifier + number) % WORDS,
        1 + (checksum - 1 + number * 0x6d2b) % CHECKSUMS);
  }

  /**
   * An echo request with this label. The last whole 16-bit word of the data is chosen so that the
   * checksum becomes that of the label.
   *
   * @param data 2 bytes or more; its last whole word is overwritten
   */
  public IcmpEcho echo(
      int version, int sequence, byte[] data, InetAddress source, InetAddress target) {
    int last = (data.length / WORD - 1) * WORD;
    data[last] = 0;
    data[last + 1] = 0;
    IcmpEcho plain = IcmpEcho.request(version, identifier, sequence, data);
    int makesUp = Checksum.difference(checksum(plain.emit(source, target)), checksum);
    data[last] = (byte) (makesUp >>> Byte.SIZE);
    data[last + 1] = (byte) makesUp;
    return IcmpEcho.request(version, identifier, sequence, data);
  }

  private static int checksum(byte[] message) {
    WireReader in = new WireReader(message);
    try {
      in.skip(CHECKSUM_OFFSET);
      return in.u16();
    } catch (MalformedPacketException impossible) {
      throw new AssertionError("an echo request has a header", impossible);
    }
  }
}
