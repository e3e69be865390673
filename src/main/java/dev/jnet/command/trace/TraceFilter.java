package dev.jnet.command.trace;

import dev.jnet.wire.Addresses;
import java.net.InetAddress;

/** The filters for what a trace must capture, in libpcap's filter language. */
final class TraceFilter {
  /** Captures ICMP errors, and what any target sends. */
  static final String FROM_ANYBODY = "icmp or udp or tcp";

  private TraceFilter() {}

  /** Captures ICMP errors from all hosts, and what the target itself sends. */
  static String from(InetAddress target) {
    String text = Addresses.text(target);
    int scope = text.indexOf('%');
    String host = scope < 0 ? text : text.substring(0, scope);
    return "icmp or ((udp or tcp) and host " + host + ")";
  }
}
