package dev.jnet.lab;

import java.util.ArrayList;
import java.util.List;

/** Describes what is unusual about a topology and not in its picture. Each thing has a line. */
final class Notes {
  private final List<String> lines = new ArrayList<>();
  private final String dash;

  private Notes(boolean unicode) {
    dash = unicode ? " – " : " - ";
  }

  static List<String> of(Topology topology, boolean unicode) {
    Notes notes = new Notes(unicode);
    for (Topology.Cable cable : topology.cables()) {
      String left = topology.nodes().get(cable.left()).name();
      String right = topology.nodes().get(cable.right()).name();
      notes.link(left, right, cable);
    }
    for (Topology.Node node : topology.nodes()) {
      notes.node(node.name() + ": ", node.settings());
    }
    return notes.lines;
  }

  private void link(String left, String right, Topology.Cable cable) {
    String both = left + dash + right + ": ";
    long paths = Math.max(cable.there().get(Setting.ONE_OF), cable.back().get(Setting.ONE_OF));
    if (paths > 0) {
      long hole = Math.min(cable.there().get(Setting.HOLE), cable.back().get(Setting.HOLE));
      String what = hole < Setting.HOLE.standard() ? "more than " + hole + " bytes" : "everything";
      lines.add(both + paths + " equal paths, and one of them drops " + what);
    }
    for (Setting setting :
        List.of(Setting.HOLE, Setting.LOSS, Setting.DUPLICATE, Setting.REORDER)) {
      long there = cable.there().get(setting);
      long back = cable.back().get(setting);
      if (there == back) {
        way(both, setting, there);
      } else {
        way(left + " to " + right + ": ", setting, there);
        way(right + " to " + left + ": ", setting, back);
      }
    }
  }

  private void way(String where, Setting setting, long value) {
    if (value == setting.standard()) {
      return;
    }
    lines.add(
        where
            + switch (setting) {
              case HOLE -> "packets over " + value + " bytes are dropped silently";
              case LOSS -> percent(value) + " of the packets are lost";
              case DUPLICATE -> percent(value) + " of the packets arrive twice";
              default -> percent(value) + " of the packets are late, and overtaken";
            });
  }

  private static String percent(long millionths) {
    long hundredths = millionths / 100;
    String whole = Long.toString(hundredths / 100);
    long rest = hundredths % 100;
    return rest == 0 ? whole + " %" : whole + "." + rest / 10 + rest % 10 + " %";
  }

  private void node(String name, Settings settings) {
    if (settings.isSet(Setting.BALANCES)) {
      lines.add(name + "sends each flow by one of its equal paths");
    }
    if (settings.isSet(Setting.NAT64)) {
      lines.add(name + "translates packets for 64:ff9b::/96 to IPv4 (NAT64)");
    }
    if (settings.isSet(Setting.NO_TIME_EXCEEDED)) {
      lines.add(name + "does not say when a TTL runs out");
    }
    if (settings.isSet(Setting.NO_TOO_BIG)) {
      lines.add(name + "does not say when a packet is too big");
    }
    if (settings.isSet(Setting.SWALLOWS_TOO_BIG)) {
      lines.add(name + "drops what other routers say about packets that are too big");
    }
    if (settings.isSet(Setting.TWIN)) {
      lines.add(name + "another station claims its address, too");
    }
    if (settings.isSet(Setting.DNS_DELAY)) {
      lines.add(name + "takes " + settings.get(Setting.DNS_DELAY) / 1_000_000 + " ms for a name");
    }
    if (settings.isSet(Setting.CLAIMS)) {
      lines.add(
          name + "when a packet is too big, it names the MTU " + settings.get(Setting.CLAIMS));
    }
    if (settings.isSet(Setting.CLAIMS_MORE)) {
      lines.add(
          name
              + "when a packet is too big, it names an MTU that is larger still by "
              + settings.get(Setting.CLAIMS_MORE));
    }
    if (settings.isSet(Setting.CRIES)) {
      lines.add(
          name
              + "forwards packets over "
              + settings.get(Setting.CRIES)
              + " bytes, but says that they are too big");
    }
    if (settings.isSet(Setting.CLAMP_MSS)) {
      lines.add(name + "lowers the MSS in TCP SYNs to " + settings.get(Setting.CLAMP_MSS));
    }
    port(name, "never closes its half on TCP port ", settings, Setting.NEVER_CLOSES);
    port(name, "resets connections on TCP port ", settings, Setting.RESETS);
    port(name, "resets connections of others to TCP port ", settings, Setting.RESETS_FOR_OTHERS);
    port(name, "its filter drops what programs send to TCP port ", settings, Setting.DROPS_OWN);
    port(name, "its NAT answers programs on TCP port ", settings, Setting.SERVES_OWN);
    port(name, "a filter drops SYNs to TCP port ", settings, Setting.FILTERED);
    limit(name, "ICMP errors", settings, Setting.ICMP_RATE, Setting.ICMP_BURST);
    limit(name, "Packet Too Big", settings, Setting.TOO_BIG_RATE, Setting.TOO_BIG_BURST);
    limit(name, "echo replies", settings, Setting.ECHO_RATE, Setting.ECHO_BURST);
    if (settings.isSet(Setting.NO_ECHO)) {
      lines.add(name + "answers no ping");
    }
    if (settings.isSet(Setting.ECHO_LIMIT)) {
      String most = settings.get(Setting.ECHO_LIMIT) + " bytes";
      lines.add(name + "answers no ping over " + most);
    }
    filter(name, "echo requests", settings, Setting.ECHO_FILTER);
    filter(name, "TCP segments", settings, Setting.TCP_FILTER);
    filter(name, "UDP datagrams", settings, Setting.UDP_FILTER);
    if (settings.isSet(Setting.REPLIES_FROM_NEXT)) {
      lines.add(name + "answers ping from another address, the next one");
    }
    if (settings.isSet(Setting.NO_UNREACHABLE)) {
      lines.add(name + "does not say what is unreachable");
    }
  }

  private void filter(String name, String what, Settings settings, Setting setting) {
    if (settings.isSet(setting)) {
      lines.add(
          name
              + "drops "
              + what
              + " over "
              + settings.get(setting)
              + " bytes, and no other packets");
    }
  }

  private void port(String name, String what, Settings settings, Setting setting) {
    if (settings.isSet(setting)) {
      lines.add(name + what + settings.get(setting));
    }
  }

  private void limit(String name, String what, Settings settings, Setting rate, Setting burst) {
    if (settings.isSet(rate)) {
      lines.add(
          name
              + what
              + " at most "
              + settings.get(rate)
              + " a second, "
              + settings.get(burst)
              + " at once");
    }
  }
}
