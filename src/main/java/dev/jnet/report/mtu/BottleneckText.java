package dev.jnet.report.mtu;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.wire.Addresses;

/** Where larger packets end. */
final class BottleneckText {
  /** The largest IPv4 packet that there can be, in bytes. */
  private static final int LARGEST_IPV4 = 65535;

  private BottleneckText() {}

  static String of(MtuFindings findings) {
    MtuResult result = findings.result();
    if (result.lower() == findings.limit()) {
      return none(findings);
    }
    return result
        .bottleneck()
        .map(at -> at(at, result.lower()))
        .orElse("somewhere on the way: no router showed itself");
  }

  /** Everything arrived that was allowed to be sent. */
  private static String none(MtuFindings findings) {
    String name = findings.hop().interfaceName();
    int mtu = findings.hop().mtu();
    if (findings.limit() >= mtu) {
      return "none on the way: " + name + " here has the smallest MTU, " + mtu;
    }
    return findings.limit() == LARGEST_IPV4
        ? "none: an IPv4 packet cannot be larger (16-bit total length); the MTU of "
            + name
            + " is "
            + mtu
        : "none up to " + findings.limit() + " bytes, the limit that was set";
  }

  private static String at(Bottleneck bottleneck, int lower) {
    String hop = bottleneck.hop() > 0 ? "hop " + bottleneck.hop() + ", " : "";
    String where = bottleneck.address().map(address -> hop + Addresses.text(address)).orElse("");
    if (bottleneck.reported()) {
      return where + ": it reports that its next link takes no more";
    }
    return (where.isEmpty() ? "before the first router" : "behind " + where)
        + ": packets over "
        + lower
        + " bytes vanish there";
  }
}
