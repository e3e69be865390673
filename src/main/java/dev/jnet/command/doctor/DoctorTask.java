package dev.jnet.command.doctor;

import dev.jnet.command.CommandRun;
import dev.jnet.command.EachTarget;
import dev.jnet.command.ReportFile;
import dev.jnet.console.CommandException;
import dev.jnet.doctor.Opinion;
import dev.jnet.report.JsonLines;
import dev.jnet.report.doctor.DoctorDocument;
import java.io.IOException;

/**
 * Examines one target after another.
 *
 * @param limit how long each may take
 * @param client who asks for what is at a URL
 * @param page to which the reports are added
 */
record DoctorTask(CommandRun run, TimeLimit limit, ApplicationStep.Client client, ReportFile page)
    implements EachTarget<DoctorTarget> {
  @Override
  public int ask(DoctorTarget target) throws IOException {
    Opinion opinion = examine(target);
    DoctorPrintout printout = new DoctorPrintout(opinion);
    run.print(printout);
    page.add(printout);
    return printout.exitCode();
  }

  private Opinion examine(DoctorTarget target) throws IOException {
    limit.begin(run.network().isPractice());
    try {
      return new Examiner(new DoctorRun(run, limit), target, client, (host, address) -> true)
          .examine();
    } finally {
      limit.end();
    }
  }

  @Override
  public String error(DoctorTarget target, IOException e) {
    return JsonLines.of(
        DoctorDocument.error(target.asked(), CommandException.code(e), e.getMessage()));
  }
}
