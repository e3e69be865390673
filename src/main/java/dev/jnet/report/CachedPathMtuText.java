package dev.jnet.report;

import dev.jnet.doctor.LocalRemedies;
import dev.jnet.probe.CachedPathMtu;
import dev.jnet.wire.Addresses;
import java.util.List;

/** What the kernel's cached path MTU does to programs, in words. */
final class CachedPathMtuText {
  private CachedPathMtuText() {}

  /** What it does, as sentences without the last full stop. */
  static String of(CachedPathMtu cached) {
    return "the kernel remembers a path MTU of "
        + cached.bytes()
        + " bytes to "
        + AddressText.unscoped(cached.target())
        + ", from a router's report: packets of programs here have at most "
        + cached.bytes()
        + " bytes. jnet's probes ignore it"
        + (cached.isStale() ? ". It is out of date: " + cached.arrived() + " bytes arrived" : "");
  }

  static List<Programs.Step> steps(CachedPathMtu cached) {
    return List.of(
        cached.isStale()
            ? new Programs.Step(
                "to make the kernel forget it:",
                LocalRemedies.forgetPathMtus(Addresses.version(cached.target())))
            : new Programs.Step(
                "to test whether the path carries more:",
                "jnet mtu " + AddressText.unscoped(cached.target())));
  }
}
