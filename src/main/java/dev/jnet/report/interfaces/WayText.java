package dev.jnet.report.interfaces;

import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import dev.jnet.report.AddressText;
import dev.jnet.report.Plain;
import dev.jnet.report.Sheet;
import dev.jnet.wire.Addresses;

/** Describes how packets reach a destination, and what path MTU the kernel has learned. */
final class WayText {
  private WayText() {}

  static void write(InterfacesResult.Way way, Sheet sheet) {
    Route route = way.route();
    String to = AddressText.target(way.name(), route.destination());
    sheet.headline(
        "To " + to + ": MTU " + route.mtu() + " by " + Plain.line(route.device().name()));
    sheet.row("next hop", nextHop(way));
    if (route.source() != null) {
      sheet.row("source", AddressText.unscoped(route.source()));
    }
    sheet.row("route MTU", mtu(route));
    sheet.row("table", table(route.table()));
  }

  private static String nextHop(InterfacesResult.Way way) {
    Route route = way.route();
    return switch (route.type()) {
      case LOCAL -> "none: the address is this machine's own";
      case ANYCAST -> "none: this machine answers to that anycast address";
      case BROADCAST -> "all on the link";
      case MULTICAST -> "the group on the link";
      case UNICAST -> neighbor(route, way.neighbor());
    };
  }

  private static String neighbor(Route route, Neighbor neighbor) {
    StringBuilder text = new StringBuilder(Addresses.text(route.nextHop()));
    text.append(route.gateway() == null ? ", on the link itself" : "");
    if (neighbor != null && neighbor.mac() != null) {
      text.append(", ").append(neighbor.mac()).append(" (").append(neighbor.state()).append(')');
    } else if (neighbor != null) {
      text.append(", MAC not known (").append(neighbor.state()).append(')');
    } else if (route.device().resolvesNeighbors()) {
      text.append(", MAC not known yet");
    }
    return text.toString();
  }

  private static String mtu(Route route) {
    int device = route.device().mtu(route.destination());
    if (route.hasLearnedMtu()) {
      return route.pathMtu()
          + ", learned on the path, for "
          + (route.expiresMillis() + 999) / 1000
          + " s more (interface "
          + device
          + ")";
    }
    if (route.metrics().mtu() > 0) {
      return route.metrics().mtu() + ", set in the route (interface " + device + ")";
    }
    return device + ", the interface's: nothing learned about this path";
  }

  private static String table(int table) {
    return switch (table) {
      case 253 -> "default";
      case 254 -> "main";
      case 255 -> "local";
      default -> Integer.toString(table);
    };
  }
}
