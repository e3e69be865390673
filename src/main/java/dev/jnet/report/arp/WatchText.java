package dev.jnet.report.arp;

import dev.jnet.neighbor.NeighborEvent;
import dev.jnet.neighbor.WatchResult;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;
import java.io.IOException;

/** Writes what happens on a link. Each event has a line. */
public final class WatchText {
  private static final int TIME = 9;
  private static final int WHAT = 9;
  private static final int ADDRESS = 15;

  private WatchText() {}

  /**
   * The line of an event.
   *
   * @param since when the watch began, in ns on the link's clock
   */
  public static String line(NeighborEvent event, long since, VendorNames vendors, Style style)
      throws IOException {
    return Text.padLeft(seconds(event.sighting().at() - since), TIME)
        + " s  "
        + what(event, style)
        + "  "
        + Text.padRight(Addresses.text(event.sighting().address()), ADDRESS)
        + "  "
        + event.sighting().mac()
        + (event.before().isPresent() ? ", was " + event.before().get() : "")
        + "  "
        + vendors.column(event.sighting().mac());
  }

  private static String what(NeighborEvent event, Style style) {
    return switch (event.what()) {
      case NEW -> Text.padRight("new", WHAT);
      case CHANGED -> style.bad(Text.padRight("changed", WHAT));
      case ANNOUNCED -> Text.padRight("announced", WHAT);
      case PROBED -> Text.padRight("probed", WHAT);
    };
  }

  /** A time in ns as seconds with one decimal. */
  private static String seconds(long ns) {
    long tenths = Math.max(0, ns) / 100_000_000L;
    return tenths / 10 + "." + tenths % 10;
  }

  /** The summary at the end of a watch. */
  public static String summary(WatchResult watched, String interfaceName) {
    return Text.count(watched.events(), "event")
        + " in "
        + Text.count(watched.messages(), "message")
        + " on "
        + interfaceName
        + ": "
        + Text.count(watched.pairs().size(), "pair")
        + " of IP and MAC address";
  }
}
