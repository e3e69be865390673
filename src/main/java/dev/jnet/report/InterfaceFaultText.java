package dev.jnet.report;

/** What a bridge or another interface of this machine does to packets, in words. */
public final class InterfaceFaultText {
  private InterfaceFaultText() {}

  /**
   * That an interface does not take what is sent, as sentences without the last full stop.
   *
   * @param frames how many it refused one after the other, at least 1
   */
  public static String notTaken(String interfaceName, int frames) {
    String name = Plain.line(interfaceName);
    return name
        + " did not take "
        + (frames == 1 ? "the last packet" : "the last " + frames + " packets")
        + " (ENOBUFS). Probably a filter on the way out of "
        + name
        + " drops them (nftables' hook egress, or tc), or its queue is full";
  }

  /**
   * What a bridge does, as sentences without the last full stop.
   *
   * @param incoming whether it does so to answers; otherwise to what is sent
   */
  public static String of(String bridge, boolean incoming) {
    String name = Plain.line(bridge);
    return incoming
        ? "answers came in by a port of "
            + name
            + ", a bridge of this machine, and "
            + name
            + " itself did not get them. Probably a filter of the bridge drops them (nftables'"
            + " family bridge, ebtables, or br_netfilter)"
        : "what is sent to "
            + name
            + ", a bridge of this machine, leaves by none of its ports. Probably a filter of the"
            + " bridge drops it (nftables' family bridge, ebtables, or br_netfilter), or its ports"
            + " are down";
  }
}
