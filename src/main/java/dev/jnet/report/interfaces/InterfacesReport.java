package dev.jnet.report.interfaces;

import dev.jnet.host.Interface;
import dev.jnet.host.LinkKind;
import dev.jnet.report.AddressText;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.Plain;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Udp;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;

/** The report of {@code jnet interfaces}: a table, then the sums for each MTU in it. */
public final class InterfacesReport {
  private static final String GAP = "  ";

  /** With fewer columns for addresses, interfaces are listed. */
  private static final int ADDRESS = 20;

  /** The columns that the widest sum takes. */
  private static final int SUM = 61;

  private final Style style;
  private final int width;
  private final Sheet sheet;

  private InterfacesReport(Style style) {
    this.style = style;
    width = style.lineWidth();
    sheet = new Sheet(style);
  }

  /** The whole report. */
  public static String text(InterfacesResult result, Style style) {
    InterfacesReport report = new InterfacesReport(style);
    if (result.way() != null) {
      WayText.write(result.way(), report.sheet);
      report.sheet.blank();
    }
    report.table(result.interfaces());
    report.sums(result);
    return report.sheet.toString();
  }

  /**
   * Name and MTU of each interface, one on each line. With a destination, the MTU of the route and
   * the interface that leads to it.
   */
  public static String brief(InterfacesResult result) {
    StringBuilder text = new StringBuilder();
    if (result.way() != null) {
      var route = result.way().route();
      return text.append(Plain.line(route.device().name()))
          .append(' ')
          .append(route.mtu())
          .append('\n')
          .toString();
    }
    for (Interface each : result.interfaces()) {
      text.append(Plain.line(each.name())).append(' ').append(each.mtu()).append('\n');
    }
    return text.toString();
  }

  private void table(List<Interface> interfaces) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"NAME", "STATE", "TYPE", "MTU", "MAC"});
    for (Interface each : interfaces) {
      String mac = each.mac() == null ? "" : each.mac().toString();
      rows.add(
          new String[] {
            Plain.line(each.name()),
            each.state(),
            each.linkType(),
            Integer.toString(each.mtu()),
            mac
          });
    }
    int[] widths = new int[5];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    int column = 0;
    for (int width : widths) {
      column += width + GAP.length();
    }
    if (column + ADDRESS > width) {
      interfaces.forEach(this::listed);
      return;
    }
    sheet.line(cells(rows.get(0), widths) + "ADDRESSES");
    int rule = Math.min(width, column + longestAddress(interfaces));
    sheet.line((style.unicode() ? "─" : "-").repeat(rule));
    for (int i = 0; i < interfaces.size(); i++) {
      addresses(cells(rows.get(i + 1), widths), column, interfaces.get(i));
    }
  }

  /** An interface where the table has no room. */
  private void listed(Interface each) {
    String mac = each.mac() == null ? "" : ", " + each.mac();
    sheet.hanging(
        Plain.line(each.name()) + GAP,
        each.state() + ", " + each.linkType() + ", MTU " + each.mtu() + mac);
    each.addresses().forEach(address -> sheet.line("    " + text(address)));
  }

  private static String cells(String[] row, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String padding = " ".repeat(widths[i] - row[i].length());
      boolean number = i == 3;
      text.append(number ? padding + row[i] : row[i] + padding).append(GAP);
    }
    return text.toString();
  }

  /** Writes the first address beside its interface if the line has room, and the others below. */
  private void addresses(String row, int column, Interface each) {
    String line = row;
    for (Interface.Address address : each.addresses()) {
      String text = text(address);
      int at = Math.max(4, Math.min(column, width - text.length()));
      if (!line.isEmpty() && at < column) {
        sheet.line(line.stripTrailing());
        line = "";
      }
      sheet.line(line.isEmpty() ? " ".repeat(at) + text : line + text);
      line = "";
    }
    if (!line.isEmpty()) {
      sheet.line(line.stripTrailing());
    }
  }

  private static int longestAddress(List<Interface> interfaces) {
    int longest = "ADDRESSES".length();
    for (Interface each : interfaces) {
      for (Interface.Address address : each.addresses()) {
        longest = Math.max(longest, text(address).length());
      }
    }
    return longest;
  }

  private static String text(Interface.Address address) {
    StringBuilder text = new StringBuilder(AddressText.unscoped(address.address()));
    if (address.peer() != null) {
      text.append(" peer ").append(AddressText.unscoped(address.peer()));
    }
    text.append('/').append(address.prefixLength());
    if (address.tentative()) {
      text.append(" tentative");
    } else if (address.deprecated()) {
      text.append(" deprecated");
    }
    return text.toString();
  }

  private void sums(InterfacesResult result) {
    List<MtuGroup> groups = MtuGroup.of(result.interfaces());
    InterfacesResult.Way way = result.way();
    if (way != null) {
      MtuGroup own = MtuGroup.find(groups, way.route().mtu());
      if (own == null || own.ipv6Mtu() != own.mtu()) {
        sheet.blank();
        named("MTU " + way.route().mtu() + ": ", "the route to " + way.name());
        boolean four = way.route().destination() instanceof Inet4Address;
        int mtu = way.route().mtu();
        ip(four ? LargestPacket.ipv4(mtu) : LargestPacket.ipv6(mtu), four ? 4 : 6, mtu);
      }
    }
    for (MtuGroup group : groups) {
      sheet.blank();
      named("MTU " + group.mtu() + ": ", MtuGroup.names(group.members()));
      ip(LargestPacket.ipv4(group.mtu()), 4, group.mtu());
      ip(LargestPacket.ipv6(group.ipv6Mtu()), 6, group.ipv6Mtu());
      if (group.ipv6Mtu() != group.mtu() && group.ipv6Mtu() >= Ipv6.MINIMUM_MTU) {
        sheet.line("        IPv6 has an MTU of its own here: " + group.ipv6Mtu());
      }
      frames(group);
    }
  }

  private void ip(Arithmetic sizes, int version, int mtu) {
    if (sizes == null) {
      sheet.line(
          version == 4
              ? "  IPv4  none: it needs an MTU of 68 (RFC 791)"
              : "  IPv6  none: it needs an MTU of 1280 (RFC 8200)");
      return;
    }
    Header icmp = new Header(Icmp.HEADER, sizes.icmpName());
    sum(sizes, sizes.ipName(), "ping payload", icmp, sizes.pingPayload());
    sum(sizes, "", "UDP payload", new Header(Udp.HEADER, "UDP"), sizes.udpPayload());
    sum(sizes, "", "TCP MSS", new Header(Arithmetic.TCP_HEADER, "TCP"), sizes.mss());
    if (sizes.mtu() < mtu) {
      sheet.hanging(
          "        ",
          "no "
              + sizes.ipName()
              + " packet is longer than "
              + sizes.mtu()
              + " bytes: its length field has 16 bits");
    }
  }

  private String minus() {
    return " " + style.minus() + " ";
  }

  /** Writes names behind a label. When a line is full, the next one begins under the first name. */
  private void named(String label, String names) {
    sheet.hanging(label, names);
  }

  /** The header behind IP's, and its length in bytes. */
  private record Header(int bytes, String name) {}

  private void sum(Arithmetic sizes, String version, String what, Header header, int left) {
    if (width < SUM) {
      sheet.line("  " + sizes.ipName() + " " + what);
      String headers = sizes.ipHeader() + " " + sizes.ipName() + minus() + header.bytes;
      sheet.line("    " + sizes.mtu() + minus() + headers + " " + header.name + " = " + left);
      return;
    }
    StringBuilder text = new StringBuilder();
    text.append("  ").append(version).append(" ".repeat(6 - version.length()));
    text.append(what).append(" ".repeat(14 - what.length()));
    text.append(sizes.mtu()).append(minus()).append(sizes.ipHeader()).append(' ');
    text.append(sizes.ipName())
        .append(minus())
        .append(header.bytes < 10 ? " " : "")
        .append(header.bytes);
    text.append(' ').append(header.name).append(" ".repeat(6 - header.name.length()));
    sheet.line(text.append(" = ").append(left).toString());
  }

  /** Writes one line for each kind of frame: with and without VLAN tags. */
  private void frames(MtuGroup group) {
    int most = 0;
    for (Interface each : group.members()) {
      most = Math.max(most, each.vlanTags());
    }
    for (int tags = 0; tags <= most; tags++) {
      List<Interface> with = new ArrayList<>();
      for (Interface each : group.members()) {
        if (each.kind() == LinkKind.ETHERNET && each.vlanTags() == tags) {
          with.add(each);
        }
      }
      if (!with.isEmpty()) {
        frame(group, tags, with);
      }
    }
  }

  private void frame(MtuGroup group, int tags, List<Interface> with) {
    StringBuilder sum = new StringBuilder(32);
    sum.append(Ethernet.HEADER).append(" header + ");
    if (tags > 0) {
      sum.append(tags * Ethernet.VLAN_TAG).append(tags == 1 ? " VLAN tag + " : " VLAN tags + ");
    }
    sum.append(group.mtu()).append(" + ").append(Ethernet.FCS).append(" FCS");
    if (width < SUM) {
      sheet.line("  Ethernet frame");
      sheet.hanging("    ", sum.append(" = ").append(frame(group.mtu(), tags)).toString());
      return;
    }
    int room = Integer.toString(group.mtu()).length() + " - 40 IPv6 -  8 ICMPv6".length();
    sum.append(" ".repeat(Math.max(0, room - sum.length())));
    sum.append(" = ").append(frame(group.mtu(), tags));
    sheet.line("  Ethernet frame      " + sum);
    if (with.size() < group.members().size()) {
      named("                      on ", MtuGroup.names(with));
    }
  }

  /** The length of the longest frame in bytes, with header, tags and FCS. */
  static int frame(int mtu, int tags) {
    return Ethernet.HEADER + tags * Ethernet.VLAN_TAG + mtu + Ethernet.FCS;
  }
}
