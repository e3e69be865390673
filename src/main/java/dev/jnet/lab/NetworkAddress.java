package dev.jnet.lab;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.MalformedPacketException;
import java.net.InetAddress;

/**
 * An address with the prefix length of its network, as in {@code 192.0.2.1/24}.
 *
 * @param prefixLength how many bits of the address name the network: 0 to 32, in IPv6 0 to 128
 */
public record NetworkAddress(InetAddress address, int prefixLength) {
  /** The address that follows another one. */
  static InetAddress next(InetAddress address) {
    byte[] bytes = address.getAddress();
    bytes[bytes.length - 1]++;
    try {
      return Addresses.of(bytes);
    } catch (MalformedPacketException impossible) {
      throw new AssertionError("as long as an address", impossible);
    }
  }

  /** Checks the range. */
  public NetworkAddress {
    if (prefixLength < 0 || prefixLength > bits(address)) {
      throw new IllegalArgumentException(
          "prefix length " + prefixLength + " is not between 0 and " + bits(address));
    }
  }

  /**
   * Reads {@code ADDRESS} or {@code ADDRESS/LENGTH}. Without a length, the network is the address
   * alone.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  public static NetworkAddress parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    InetAddress address = Addresses.literal(literal);
    if (Addresses.version(address) == 4 && !literal.equals(Addresses.text(address))) {
      throw new IllegalArgumentException("not an IP address: " + literal); // such as 10.1
    }
    if (slash < 0) {
      return new NetworkAddress(address, bits(address));
    }
    try {
      return new NetworkAddress(address, Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a prefix length: " + text, e);
    }
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * 8;
  }

  /** The IP version: 4 or 6. */
  public int version() {
    return Addresses.version(address);
  }

  /** Whether another address is in this one's network. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    int whole = prefixLength / 8;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != theirs[i]) {
        return false;
      }
    }
    int rest = prefixLength % 8;
    return rest == 0 || (mine[whole] ^ theirs[whole]) >> (8 - rest) == 0;
  }

  @Override
  public String toString() {
    return Addresses.text(address) + "/" + prefixLength;
  }
}
