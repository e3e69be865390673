package dev.jnet.link.pcap;

import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import dev.jnet.link.InterfaceTrouble;
import dev.jnet.link.LinkException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A raw socket that takes IPv4 packets with their headers, and lets the kernel route them.
 *
 * <p>The kernel always sets the header's checksum and total length, and sets an identification if
 * that is 0.
 */
final class RawIpv4Socket implements AutoCloseable {
  /**
   * The protocol number of a socket that sends packets with their own IP headers and receives none.
   */
  private static final int IPPROTO_RAW = 255;

  private static final int SOCKADDR_IN = 16;
  private static final int ADDRESS = 4;
  private static final int IPV4_DESTINATION = 16;
  private static final int LARGEST = 65_535;

  private final String name;
  private final int descriptor;
  private final byte[] destination = new byte[SOCKADDR_IN];
  private boolean open = true;

  private RawIpv4Socket(String name, int descriptor) {
    this.name = name;
    this.descriptor = descriptor;
    ByteBuffer.wrap(destination).order(ByteOrder.nativeOrder()).putShort((short) Libc.AF_INET);
  }

  /** Opens a socket. The name of the interface is used in messages only. */
  static RawIpv4Socket open(String name) throws LinkException {
    int descriptor = Libc.socket(Libc.AF_INET, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, IPPROTO_RAW);
    if (descriptor >= 0) {
      return new RawIpv4Socket(name, descriptor);
    }
    int errno = Libc.errno();
    if (errno == Errno.EPERM || errno == Errno.EACCES) {
      throw InterfaceTrouble.noPermission(name, null);
    }
    throw new LinkException("no raw IP socket for " + name + ": " + Libc.strerror(errno));
  }

  /** Sends the packet that starts at an offset. It has at least 20 bytes. */
  void send(byte[] bytes, int offset) throws LinkException {
    if (!open) {
      throw new LinkException("the link has been closed");
    }
    int length = bytes.length - offset;
    if (length > LARGEST) {
      throw InterfaceTrouble.notSent(name, bytes.length, Errno.EMSGSIZE);
    }
    System.arraycopy(bytes, offset + IPV4_DESTINATION, destination, ADDRESS, ADDRESS);
    byte[] packet = Arrays.copyOfRange(bytes, offset, bytes.length);
    if (Libc.sendto(descriptor, packet, 0, destination) < 0) {
      throw InterfaceTrouble.notSent(name, bytes.length, Libc.errno());
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      Libc.close(descriptor);
    }
  }
}
