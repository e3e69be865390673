package dev.jnet.report;

import dev.jnet.doctor.LocalRemedies;
import dev.jnet.probe.RouteLimits;
import dev.jnet.wire.Addresses;
import java.util.List;

/** What a route says about the size of packets, in words. */
public final class RouteLimitsText {
  private RouteLimitsText() {}

  /** What it says, and what that does to programs, as sentences without the last full stop. */
  public static String of(RouteLimits limits) {
    String words = "the route to " + AddressText.unscoped(limits.target()) + " sets ";
    String effect = "";
    if (limits.mtu() > 0) {
      words += (limits.mtuLocked() ? "mtu lock " : "mtu ") + limits.mtu();
      effect = "packets of programs here have at most " + limits.mtu() + " bytes";
    }
    if (limits.advertisedMss() > 0) {
      words += (effect.isEmpty() ? "" : " and ") + "advmss " + limits.advertisedMss();
      effect +=
          (effect.isEmpty() ? "the SYNs of programs here" : ", and their SYNs")
              + " announce an MSS of "
              + limits.advertisedMss();
    }
    return words
        + ": "
        + effect
        + ". jnet's probes ignore these limits"
        + (limits.mtuLocked()
            ? ". With lock, the kernel ignores reports that packets are too big"
                + (Addresses.version(limits.target()) == 4 ? ", and sends without DF" : "")
            : "");
  }

  static List<Programs.Step> steps(RouteLimits limits) {
    return List.of(
        new Programs.Step("to see these limits:", LocalRemedies.show(limits)),
        new Programs.Step("to remove them from the route:", LocalRemedies.remove(limits)));
  }
}
