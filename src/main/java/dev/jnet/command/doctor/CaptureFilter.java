package dev.jnet.command.doctor;

import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/** The filter for what an examination must capture, in libpcap's filter language. */
final class CaptureFilter {
  private CaptureFilter() {}

  /** Captures ICMP errors from all hosts, and what the addresses themselves send. */
  static String of(List<InetAddress> addresses) {
    return addresses.stream()
        .map(address -> "host " + unscoped(address))
        .collect(Collectors.joining(" or ", "icmp or ((udp or tcp) and (", "))"));
  }

  private static String unscoped(InetAddress address) {
    String text = Addresses.text(address);
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }
}
