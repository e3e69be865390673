package dev.jnet.finding;

import java.util.ArrayList;
import java.util.List;

/** Which headers around a packet explain an MTU: a guess by arithmetic, and named as such. */
public final class Encapsulations {
  private static final int ETHERNET_MTU = 1500;
  private static final String PPPOE = "PPPoE";
  private static final int PPPOE_BYTES = 8;

  /**
   * A header that takes bytes from the packets inside.
   *
   * @param name what it is
   * @param least bytes that it takes at least
   * @param most bytes that it takes at most: some are padded
   */
  private record Cost(String name, int least, int most) {
    Cost(String name, int bytes) {
      this(name, bytes, bytes);
    }
  }

  private static final Cost[] COSTS = {
    new Cost(PPPOE, PPPOE_BYTES),
    new Cost("802.1Q tag that layer 2 does not allow for", 4),
    new Cost("IPIP or 6in4", 20),
    new Cost("GRE over IPv4", 24),
    new Cost("GRE over IPv4 with a key", 28),
    new Cost("DS-Lite or IPv6 in IPv6", 40),
    new Cost("L2TP over UDP", 40),
    new Cost("GRE over IPv6", 44),
    new Cost("GRE over IPv6 with a key", 48),
    new Cost("VXLAN or Geneve over IPv4", 50),
    new Cost("IPsec ESP tunnel over IPv4, AES-GCM", 54, 57),
    new Cost("WireGuard over IPv4", 60),
    new Cost("IPsec ESP tunnel over IPv4 through NAT", 62, 65),
    new Cost("VXLAN or Geneve over IPv6", 70),
    new Cost("IPsec ESP tunnel over IPv6, AES-GCM", 74, 77),
    new Cost("WireGuard over IPv6, or WireGuard's default", 80),
  };

  /**
   * A possible explanation.
   *
   * @param from the MTU of the link outside, in bytes
   * @param bytes what the headers take of it, in bytes
   * @param name what they are
   */
  public record Guess(int from, int bytes, String name) {}

  private Encapsulations() {}

  /**
   * What may make a path's MTU smaller than the link's, the simplest first; empty when nothing
   * fits.
   *
   * @param localMtu of this machine's interface, in bytes
   * @param pathMtu in bytes
   */
  public static List<Guess> guess(int localMtu, int pathMtu) {
    List<Guess> guesses = new ArrayList<>();
    if (pathMtu < ETHERNET_MTU) {
      add(guesses, ETHERNET_MTU, 0, pathMtu, "");
      if (guesses.isEmpty()) {
        add(guesses, ETHERNET_MTU, PPPOE_BYTES, pathMtu, " inside PPPoE");
      }
    }
    if (localMtu > ETHERNET_MTU && pathMtu < localMtu) {
      add(guesses, localMtu, 0, pathMtu, "");
    }
    if (pathMtu == ETHERNET_MTU && localMtu > ETHERNET_MTU) {
      guesses.add(new Guess(ETHERNET_MTU, 0, "plain Ethernet, without jumbo frames"));
    } else if (pathMtu == 1280) {
      guesses.add(new Guess(1280, 0, "IPv6's minimum, which tunnels take as a safe default"));
    } else if (pathMtu < ETHERNET_MTU && pathMtu % 100 == 0 && guesses.isEmpty()) {
      guesses.add(new Guess(pathMtu, 0, "a round number, as people set by hand"));
    }
    return List.copyOf(guesses);
  }

  private static void add(List<Guess> to, int from, int around, int pathMtu, String inside) {
    int bytes = from - pathMtu;
    for (Cost cost : COSTS) {
      boolean fits = bytes - around >= cost.least && bytes - around <= cost.most;
      boolean twice = around == PPPOE_BYTES && cost.name.equals(PPPOE); // no session in a session
      if (fits && !twice) {
        to.add(new Guess(from, bytes, cost.name + inside));
      }
    }
  }
}
