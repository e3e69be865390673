package dev.jnet.command.walk;

import dev.jnet.command.CommandRun;
import dev.jnet.command.EachTarget;
import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.console.JsonHeading;
import dev.jnet.options.Arguments;
import dev.jnet.options.ShellLine;
import dev.jnet.report.JsonLines;
import dev.jnet.report.walk.WalkDocument;
import dev.jnet.report.walk.WalkReport;
import dev.jnet.report.walk.WalkWords;
import dev.jnet.walk.Walk;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.util.Optional;

/**
 * Walks to a URL, prints the report and writes the files.
 *
 * @param wishes what the report contains
 * @param arguments of the command that asked for it
 */
record WalkTask(
    CommandRun run,
    WalkPlan plan,
    WalkTime time,
    WalkFiles files,
    WalkReport.Wishes wishes,
    Arguments arguments)
    implements EachTarget<Url> {
  @Override
  public int ask(Url url) throws IOException {
    Journey journey = new Journey(run.network(), run.pace(), time, run.stopped());
    Walk walk = new Walker(journey, plan).walk(url);
    WalkPrintout printout = new WalkPrintout(walk, wishes);
    run.print(printout);
    run.console().out().flush();
    if (walk.verdict().isTrouble()) {
      run.console().complain(WalkWords.verdict(walk));
    }
    return writeFiles(walk) ? printout.exitCode() : ExitCode.TROUBLE;
  }

  /** Ends the files that the walk writes. Returns false when a whole body could not be written. */
  private boolean writeFiles(Walk walk) throws IOException {
    Optional<String> notWritten =
        files.body().flatMap(body -> body.finish(walk.verdict().isWholeAnswer()));
    notWritten.ifPresent(run.console()::complain);
    if (files.html().isPresent()) {
      String page = WalkReport.page(walk, wishes, JsonHeading.origin(ShellLine.of(arguments)));
      files.html().get().write(run.output().style().suggesting(page));
    }
    files.keyLog().flatMap(KeyLogFile::trouble).ifPresent(run.console()::complain);
    return notWritten.isEmpty() || !walk.verdict().isWholeAnswer();
  }

  @Override
  public String error(Url url, IOException e) {
    return JsonLines.of(
        WalkDocument.error(url.toString(), CommandException.code(e), CommandException.message(e)));
  }
}
