package dev.jnet.command.mesh;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.mesh.bus.NatsBus;
import dev.jnet.options.Arguments;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.mesh.MembersReport;
import dev.jnet.report.mesh.MeshDocument;
import java.io.IOException;
import java.util.List;

/** The printed form of who takes part. */
record MembersPrintout(List<Member> members) implements Printout {
  /** {@code jnet mesh list}: asks who takes part, and prints it. */
  static int print(Arguments arguments, Answers answers) throws IOException {
    try (Bus bus = NatsBus.open(NatsOptions.read(arguments, "list"))) {
      Members members = new Members(bus, answers.console()::complain);
      return answers.print(new MembersPrintout(List.copyOf(members.listed().values())));
    }
  }

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
