package dev.jnet.report;

import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * Values from which results are made by hand, so that their reports can be held as golden files.
 */
public final class Samples {
  /** What a terminal shows: Unicode, but no colours. */
  public static final Style TERMINAL = new Style(true, false, 80);

  /** What a terminal with colours shows. */
  public static final Style COLORED = new Style(true, true, 80);

  /** What a pipe gets: ASCII, no colours. */
  public static final Style ASCII = Style.PLAIN;

  private Samples() {}

  /** An address from its text. */
  public static InetAddress ip(String text) {
    return Addresses.literal(text);
  }

  /** A hardware address from the last of its six bytes; it is locally administered. */
  public static MacAddress mac(int last) {
    return MacAddress.of(0x0200_0000_0000L + last);
  }

  /** Milliseconds as ns. */
  public static long ms(double millis) {
    return Math.round(millis * Nanos.MILLISECOND);
  }

  /** The way out by eth0 and the router 10.0.0.1, with an MTU in bytes. */
  public static FirstHop eth0(int mtu) {
    return new FirstHop(
        "eth0", LinkType.ETHERNET, mtu, ip("10.0.0.2"), mac(2), ip("10.0.0.1"), mac(1));
  }

  /** The way out by eth0 and an IPv6 router, with an MTU in bytes. */
  public static FirstHop eth0v6(int mtu) {
    return new FirstHop(
        "eth0", LinkType.ETHERNET, mtu, ip("2001:db8::2"), mac(2), ip("2001:db8::1"), mac(1));
  }

  /** The way out by a tunnel without Ethernet, on which the target is the next hop. */
  public static FirstHop tun0(int mtu, InetAddress target) {
    return new FirstHop("tun0", LinkType.RAW_IP, mtu, ip("10.8.0.2"), null, target, null);
  }

  /** A TCP segment of ours from port 40000 to port 443, without data. */
  public static Tcp sent(int flags, long sequence, long acknowledgment, TcpOption... options) {
    return new Tcp(
        40000, 443, sequence, acknowledgment, flags, 64240, List.of(options), new byte[0]);
  }

  /** A TCP segment from port 443 to our port 40000, without data. */
  public static Tcp received(int flags, long sequence, long acknowledgment, TcpOption... options) {
    return new Tcp(
        443, 40000, sequence, acknowledgment, flags, 65160, List.of(options), new byte[0]);
  }

  /** The options that Linux puts into a SYN, with this MSS. */
  public static TcpOption[] synOptions(int mss) {
    return new TcpOption[] {
      new TcpOption.MaximumSegmentSize(mss),
      new TcpOption.SackPermitted(),
      new TcpOption.Timestamps(1000, 0),
      new TcpOption.NoOperation(),
      new TcpOption.WindowScale(7)
    };
  }

  /** Adds the JSON documents of a report, a line each, as a golden file. */
  public static void addJson(Map<String, String> files, String name, List<?> documents) {
    StringBuilder lines = new StringBuilder();
    documents.forEach(document -> lines.append(JsonLines.of(document)).append('\n'));
    files.put(name + ".json", lines.toString());
  }
}
