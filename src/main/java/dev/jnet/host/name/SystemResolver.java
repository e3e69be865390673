package dev.jnet.host.name;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.jnet.host.AddressBytes;
import dev.jnet.host.Family;
import dev.jnet.host.Libc;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks up names as the system does: in {@code /etc/hosts}, DNS and mDNS, as {@code nsswitch.conf}
 * says.
 *
 * <p>It calls the C library directly, because Java's own look-up has two faults. It puts IPv4 first
 * where the system (RFC 6724) would put IPv6 first. It throws the same exception for an unknown
 * name and for a name server that does not answer.
 */
final class SystemResolver implements NameResolution.Resolver {
  private static final int SOCK_STREAM = 1;

  /**
   * Offset of the address in {@code struct sockaddr_in}; the next one is for {@code sockaddr_in6}.
   */
  private static final int ADDRESS_4 = 4;

  private static final int ADDRESS_6 = 8;
  private static final int SCOPE = 24;

  /**
   * Offset in Linux's {@code struct addrinfo}. It begins with flags, family, socket type, protocol
   * and address length (32 bits each). Pointers to the address, the canonical name and the next
   * structure follow.
   */
  private static final int FAMILY = 4;

  private static final int SOCKET_TYPE = 8;
  private static final int ADDRESS_POINTER = 16 + Native.POINTER_SIZE;
  private static final int NEXT_POINTER = ADDRESS_POINTER + 2 * Native.POINTER_SIZE;
  private static final int ADDRINFO = NEXT_POINTER + Native.POINTER_SIZE;

  /** The most addresses that are read. No name has as many. */
  private static final int MAX_ADDRESSES = 1000;

  @Override
  public List<InetAddress> resolve(String host, Family family) throws NotResolvedException {
    ByteBuffer hints = ByteBuffer.allocate(ADDRINFO).order(ByteOrder.nativeOrder());
    hints.putInt(
        FAMILY,
        switch (family) {
          case ANY -> 0;
          case IPV4 -> Libc.AF_INET;
          case IPV6 -> Libc.AF_INET6;
        });
    hints.putInt(SOCKET_TYPE, SOCK_STREAM); // otherwise each address comes three times
    PointerByReference result = new PointerByReference();
    int code = Libc.getaddrinfo(host, hints.array(), result);
    if (code != 0) {
      throw new NotResolvedException(code, Libc.gaiStrerror(code));
    }
    try {
      return addresses(result.getValue());
    } finally {
      Libc.freeaddrinfo(result.getValue());
    }
  }

  private static List<InetAddress> addresses(Pointer list) {
    List<InetAddress> addresses = new ArrayList<>();
    Pointer at = list;
    for (int i = 0; at != null && i < MAX_ADDRESSES; i++) {
      Pointer socketAddress = at.getPointer(ADDRESS_POINTER);
      int family = at.getInt(FAMILY);
      if (family == Libc.AF_INET) {
        addresses.add(AddressBytes.ipv4(socketAddress.getByteArray(ADDRESS_4, 4)));
      } else if (family == Libc.AF_INET6) {
        addresses.add(
            AddressBytes.scoped(
                socketAddress.getByteArray(ADDRESS_6, 16), socketAddress.getInt(SCOPE)));
      }
      at = at.getPointer(NEXT_POINTER);
    }
    return addresses;
  }
}
