package dev.jnet.report;

import dev.jnet.doctor.LocalRemedies;
import dev.jnet.probe.OtherWayBack;

/** Interfaces by which replies came in, in words. */
public final class WaysBackText {
  private static final String STRICT =
      "because its reverse path filter is strict (rp_filter 1), so no program gets a reply";

  private WaysBackText() {}

  /** The interface, and what to do where the kernel drops the replies. */
  public static String of(OtherWayBack other) {
    String came = came(other.replies(), other.interfaceName());
    return other.dropped()
        ? came
            + ". This machine's kernel drops packets that come in there, "
            + STRICT
            + ". To accept them: "
            + LocalRemedies.acceptance(other.interfaceName())
        : taken(other.replies(), other.interfaceName());
  }

  /**
   * Replies that the kernel takes, as a sentence without its full stop.
   *
   * @param replies how many, at least 1
   */
  public static String taken(int replies, String interfaceName) {
    return came(replies, interfaceName) + ", not by the interface that the probes left by";
  }

  /**
   * Replies that the kernel drops, as a sentence without its full stop.
   *
   * @param replies how many; 0 where the probes left by the same interface
   */
  public static String dropped(int replies, String interfaceName) {
    return (replies == 0
            ? "replies come in by " + Plain.line(interfaceName)
            : came(replies, interfaceName))
        + ", where this machine's kernel drops them, "
        + STRICT;
  }

  private static String came(int replies, String interfaceName) {
    return replies
        + (replies == 1 ? " reply came" : " replies came")
        + " in by "
        + Plain.line(interfaceName);
  }
}
