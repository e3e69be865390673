package dev.jnet.command.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jnet.command.CommandRun;
import dev.jnet.console.Console;
import dev.jnet.lab.Lab;
import dev.jnet.lab.Practice;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.network.LabNetworks;
import dev.jnet.options.OutputOptions;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.report.Style;
import dev.jnet.report.trace.TraceWatchDocument.Watched;
import dev.jnet.trace.PathWatch;
import dev.jnet.trace.PathWatchResult;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Ttl;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever reads a watch without an end from a pipe sees its sums now and then. */
class PeriodicTableTest {
  private final Lab lab = Lab.open("home", 1);
  private final InetAddress target = new Practice(lab).address("www.lab.test", 4);
  private final FirstHop hop;
  private final StringWriter out = new StringWriter();
  private final List<Integer> printed = new ArrayList<>();

  PeriodicTableTest() throws IOException {
    hop = lab.firstHop(target);
  }

  private PathWatch watch(int rounds) {
    TraceQuestion.Scope scope = new TraceQuestion.Scope(new Ttl(1), new Ttl(30), 1, 1);
    TraceQuestion question = new TraceQuestion(target, hop, Via.ICMP, scope, Nanos.SECOND, 7);
    return new PathWatch(question, Nanos.SECOND, rounds);
  }

  private CommandRun open() throws IOException {
    PrintWriter writer = new PrintWriter(new BufferedWriter(out)); // shows only what is flushed
    return CommandRun.open(
        LabNetworks.homeOptions(),
        new OutputOptions(false, false, Style.PLAIN, Optional.empty()),
        new Console(writer, writer, false, false, Map.of()),
        () -> false);
  }

  private WatchPrintout printout(PathWatchResult result) {
    printed.add(result.rounds());
    return new WatchPrintout(
        new Watched("www.lab.test", target, hop, result, 0), Map.of(), Access.CAPTURE);
  }

  @Test
  void sumsArePrintedAfterTheFirstRoundAndEveryTenMore() throws IOException {
    try (CommandRun run = open()) {
      Diagnosis<PathWatchResult> table = PeriodicTable.of(watch(0), 0, run, this::printout);
      assertInstanceOf(PeriodicTable.class, table);
      Link link = lab.link();
      long end = link.now() + 25 * Nanos.SECOND;
      PathWatchResult last = new Prober(link, Pace.unlimited(), () -> false).run(table, end);
      assertEquals(25, last.rounds());
      assertEquals(List.of(1, 11, 21), printed);
      assertEquals(3, out.toString().split("HOP ", -1).length - 1, out::toString);
    }
  }

  @Test
  void watchThatEndsIsLeftAlone() throws IOException {
    try (CommandRun run = open()) {
      PathWatch watch = watch(3);
      assertSame(watch, PeriodicTable.of(watch, 3, run, this::printout));
    }
  }
}
