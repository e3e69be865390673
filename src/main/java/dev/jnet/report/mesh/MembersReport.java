package dev.jnet.report.mesh;

import dev.jnet.mesh.Member;
import dev.jnet.report.Plain;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import java.util.List;
import java.util.stream.Collectors;

/** Who takes part in a mesh. */
public final class MembersReport {
  private MembersReport() {}

  /** The names, one a line. */
  public static String names(List<Member> members) {
    return members.stream().map(each -> each.name() + "\n").collect(Collectors.joining());
  }

  /** A line for each member. */
  public static String text(List<Member> members, Style style) {
    int width = members.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    Sheet sheet = new Sheet(style).line(Text.count(members.size(), "member"));
    for (Member each : members) {
      sheet.hanging("  " + Text.padRight(each.name(), width) + "  ", rest(each));
    }
    return sheet.toString();
  }

  private static String rest(Member member) {
    String addresses =
        member.addresses().stream().map(Member.Address::address).collect(Collectors.joining(", "));
    String dropped =
        member.dropped() == 0 ? "" : ", dropped " + Text.count(member.dropped(), "message");
    String lost =
        member.lost() == 0 ? "" : ", " + Text.count(member.lost(), "frame") + " not captured";
    return addresses
        + ", MTU "
        + member.mtu()
        + ", jnet "
        + Plain.line(member.version())
        + dropped
        + lost;
  }
}
