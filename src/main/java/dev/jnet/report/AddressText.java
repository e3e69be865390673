package dev.jnet.report;

import dev.jnet.wire.Addresses;
import java.net.InetAddress;

/** Addresses as reports show them. */
public final class AddressText {
  private AddressText() {}

  /**
   * A target's name and its address: {@code server.example (192.0.2.9)}; only the address when the
   * user gave an address.
   */
  public static String target(String name, InetAddress address) {
    String text = Addresses.text(address);
    return name.equals(text) ? text : name + " (" + text + ")";
  }

  /** A host and a port as commands take them: {@code server.example:80}, {@code [::1]:80}. */
  public static String endpoint(String host, int port) {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  /**
   * An address without the interface behind a link-local one, because the report shows the
   * interface beside it.
   */
  public static String unscoped(InetAddress address) {
    String text = Addresses.text(address);
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }
}
