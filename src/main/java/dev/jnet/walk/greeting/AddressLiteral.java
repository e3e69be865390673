package dev.jnet.walk.greeting;

import dev.jnet.wire.Addresses;
import java.net.InetAddress;

/**
 * The form in which a host without a name names itself to a mail server (RFC 5321 section 4.1.3).
 */
public final class AddressLiteral {
  private AddressLiteral() {}

  /** An address in brackets, such as {@code [192.0.2.1]} or {@code [IPv6:2001:db8::1]}. */
  public static String of(InetAddress address) {
    String text = Addresses.text(address);
    int scope = text.indexOf('%');
    String digits = scope < 0 ? text : text.substring(0, scope);
    return Addresses.version(address) == 4 ? "[" + digits + "]" : "[IPv6:" + digits + "]";
  }
}
