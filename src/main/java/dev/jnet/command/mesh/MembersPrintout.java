package dev.jnet.command.mesh;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.mesh.Member;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.mesh.MembersReport;
import dev.jnet.report.mesh.MeshDocument;
import java.util.List;

/** The printed form of who takes part. */
record MembersPrintout(List<Member> members) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(MeshDocument.ofMembers(members)));
  }

  @Override
  public String bare(Style style) {
    return MembersReport.names(members);
  }

  @Override
  public String text(Style style) {
    return MembersReport.text(members, style);
  }

  @Override
  public int exitCode() {
    return members.isEmpty() ? ExitCode.NEGATIVE : ExitCode.POSITIVE;
  }
}
