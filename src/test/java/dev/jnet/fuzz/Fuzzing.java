package dev.jnet.fuzz;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Tally;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** What a run of a diagnosis needs, and what must hold of whatever it prints. */
final class Fuzzing {
  /** Virtual time that a question may take. */
  private static final long A_MINUTE = 60_000_000_000L;

  static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:01");

  private Fuzzing() {}

  static InetAddress target(int version) {
    return Addresses.literal(version == 4 ? "198.51.100.80" : "2001:db8:80::80");
  }

  static FirstHop hop(int version, LinkType type) {
    boolean ethernet = type == LinkType.ETHERNET;
    return new FirstHop(
        "eth0",
        type,
        1500,
        Addresses.literal(version == 4 ? "192.0.2.1" : "2001:db8::1"),
        ethernet ? MAC : MacAddress.ZERO,
        Addresses.literal(version == 4 ? "192.0.2.254" : "2001:db8::254"),
        ethernet ? MacAddress.parse("02:00:00:00:00:fe") : MacAddress.ZERO);
  }

  /** Runs a diagnosis on a network that does as the script says, and hands its result over. */
  static <R> void run(FuzzedLink link, Diagnosis<R> diagnosis, BiConsumer<R, Tally> report) {
    run(link, link::wantsToStop, diagnosis, report);
  }

  /** Runs a diagnosis on a link, until it is to stop, and hands its result over. */
  static <R> void run(
      Link link, BooleanSupplier stopped, Diagnosis<R> diagnosis, BiConsumer<R, Tally> report) {
    Prober prober = new Prober(link, Pace.unlimited(), stopped);
    try {
      R result = prober.run(diagnosis, link.now() + A_MINUTE);
      report.accept(result, prober.tally());
    } catch (LinkException e) {
      throw new AssertionError("this link never breaks", e);
    }
  }

  /** Fails where a text has anything in it that a terminal would obey. */
  static void printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n') {
        throw new AssertionError("character " + (int) c + " in:\n" + text);
      }
    }
  }
}
