package dev.jnet.mesh;

import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A site that takes part, as it tells the others of itself.
 *
 * @param name 1 to 63 letters, digits, {@code -} and {@code _}
 * @param addresses where it gets packets, at most one of each IP version
 * @param version of its jnet
 * @param mtu of its interface, in bytes
 * @param dropped messages that it has dropped, because they made no sense or came twice
 * @param lost frames that it could not capture, because they came too fast
 */
@Json
public record Member(
    String name, List<Address> addresses, String version, int mtu, long dropped, long lost) {
  /** The longest name, in characters. */
  public static final int MAX_NAME = 63;

  private static final int MAX_ADDRESSES = 2;
  private static final int MAX_VERSION = 100;
  private static final int MAX_PACKET = 65_535;

  /**
   * Where a member gets packets.
   *
   * @param address as text
   * @param port the UDP port that its kernel leaves to jnet, 1 to 65535
   */
  @Json
  public record Address(String address, int port) {}

  /** Copies the list. */
  public Member {
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
  }

  /** Whether all fields are in their ranges. Members come from others. */
  public boolean isValid() {
    return isName(name)
        && version != null
        && version.length() <= MAX_VERSION
        && mtu >= 1
        && mtu <= MAX_PACKET
        && dropped >= 0
        && lost >= 0
        && !addresses.isEmpty()
        && addresses.size() <= MAX_ADDRESSES
        && addresses.stream()
            .allMatch(
                each ->
                    each != null
                        && each.address() != null
                        && Addresses.isLiteral(each.address())
                        && each.port() >= 1
                        && each.port() <= MAX_PACKET);
  }

  /**
   * Whether a text can name a member. It becomes part of subjects, so it has neither dot nor star.
   */
  public static boolean isName(String text) {
    return text != null && text.length() <= MAX_NAME && text.matches("[A-Za-z0-9_-]+");
  }

  /** This member after it has dropped so many messages, and lost so many frames. */
  public Member after(long messages, long frames) {
    return new Member(name, addresses, version, mtu, messages, frames);
  }

  /** The address of an IP version, if there is one. */
  public Optional<InetAddress> address(int family) {
    return of(family).map(each -> Addresses.literal(each.address()));
  }

  /** The port at the address of an IP version; 0 where there is none. */
  public int port(int family) {
    return of(family).map(Address::port).orElse(0);
  }

  private Optional<Address> of(int family) {
    return addresses.stream()
        .filter(each -> Addresses.version(Addresses.literal(each.address())) == family)
        .findFirst();
  }
}
