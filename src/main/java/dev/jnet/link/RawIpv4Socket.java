package dev.jnet.link;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;

/**
 * A raw socket that takes IPv4 packets with their headers, and lets the kernel route them.
 *
 * <p>The kernel makes the header's checksum and total length in any case, and an identification
 * where there is none.
 */
final class RawIpv4Socket implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;

  /** Says that the packets come with their headers, and that none is ever received. */
  private static final int IPPROTO_RAW = 255;

  private static final int SOCKADDR_IN = 16;
  private static final int ADDRESS = 4;
  private static final int IPV4_DESTINATION = 16;
  private static final int LARGEST = 65_535;

  private final String name;
  private final int descriptor;
  private final Function sendto = Natives.function("sendto");
  private final Memory packet = new Memory(LARGEST);
  private final Memory destination = new Memory(SOCKADDR_IN);
  private boolean open = true;

  private RawIpv4Socket(String name, int descriptor) {
    this.name = name;
    this.descriptor = descriptor;
    destination.clear();
    destination.setShort(0, (short) AF_INET);
  }

  /** Opens one; the name is that of the interface, for messages. */
  static RawIpv4Socket open(String name) throws LinkException {
    int descriptor =
        Natives.call(Natives.function("socket"), AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW);
    if (descriptor >= 0) {
      return new RawIpv4Socket(name, descriptor);
    }
    int errno = Natives.errno();
    if (errno == Natives.EPERM || errno == Natives.EACCES) {
      throw LibPcap.noPermission(name, null);
    }
    throw new LinkException("no raw IP socket for " + name + ": " + Natives.errorText(errno));
  }

  /** Sends the packet that starts at an offset; a packet has 20 octets at least. */
  void send(byte[] octets, int offset) throws LinkException {
    if (!open) {
      throw new LinkException("the link has been closed");
    }
    int length = octets.length - offset;
    if (length > LARGEST) {
      throw LibPcap.notSent(name, octets.length, Natives.EMSGSIZE);
    }
    packet.write(0, octets, offset, length);
    destination.write(ADDRESS, octets, offset + IPV4_DESTINATION, ADDRESS);
    NativeLong size = new NativeLong(length);
    if (Natives.call(sendto, descriptor, packet, size, 0, destination, SOCKADDR_IN) < 0) {
      throw LibPcap.notSent(name, octets.length, Natives.errno());
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      Natives.close(descriptor);
    }
  }
}
