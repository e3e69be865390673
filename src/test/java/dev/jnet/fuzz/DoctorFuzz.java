package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.doctor.Examination;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.doctor.Verdict;
import dev.jnet.finding.ApplicationFinding;
import dev.jnet.finding.Finding;
import dev.jnet.link.LinkType;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.doctor.DoctorDocument;
import dev.jnet.report.doctor.DoctorReport;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The doctor's rules and report, whatever the steps found together. */
class DoctorFuzz {
  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(DoctorFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyFindings(byte[] bytes) {
    Script script = new Script(bytes);
    boolean complete = script.flag();
    List<Examination> examinations = new ArrayList<>();
    do {
      examinations.add(examination(script));
    } while (!script.atEnd() && examinations.size() < 3);
    Opinion opinion = Opinion.of("host\u001b[31m", examinations, complete);
    if (opinion.causes().isEmpty() != (opinion.verdict() == Verdict.OK)
        && opinion.verdict() != Verdict.UNKNOWN) {
      throw new AssertionError(opinion.verdict() + " for " + opinion.causes());
    }
    Fuzzing.printable(DoctorReport.text(opinion, Style.PLAIN));
    Fuzzing.printable(JsonLines.of(DoctorDocument.of(opinion)));
  }

  private static Examination examination(Script script) {
    boolean found = script.choice(8) != 0;
    InetAddress address = AnyFinding.address(script);
    int version = address.getAddress().length == 4 ? 4 : 6;
    List<StepResult> steps = new ArrayList<>();
    for (StepName step : StepName.ASKED) {
      int findings = script.choice(4);
      if (findings == 3) {
        steps.add(StepResult.skipped(step, "there was no time left"));
        continue;
      }
      List<Finding> all = Stream.generate(() -> AnyFinding.of(script)).limit(findings).toList();
      steps.add(StepResult.of(step, all, script.u32()));
    }
    // what is at a URL is asked of a port only
    boolean hasPort =
        script.flag()
            || steps.stream()
                .flatMap(step -> step.findings().stream())
                .anyMatch(ApplicationFinding.class::isInstance);
    return new Examination(
        "host",
        Optional.of(address).filter(each -> found),
        hasPort ? OptionalInt.of(1 + script.u16() % 65_535) : OptionalInt.empty(),
        script.flag() ? Optional.of(Fuzzing.hop(version, LinkType.ETHERNET)) : Optional.empty(),
        steps);
  }
}
