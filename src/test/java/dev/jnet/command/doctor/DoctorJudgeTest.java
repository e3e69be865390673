package dev.jnet.command.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.command.CommandRun;
import dev.jnet.doctor.Cause;
import dev.jnet.doctor.Examination;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.DoctorTruth;
import dev.jnet.finding.Finding;
import dev.jnet.lab.Lab;
import dev.jnet.lab.PathsTaken;
import dev.jnet.lab.Practice;
import dev.jnet.lab.RandomPath;
import dev.jnet.lab.RandomPaths;
import dev.jnet.network.LabNetworks;
import dev.jnet.options.OutputOptions;
import dev.jnet.report.Style;
import dev.jnet.report.finding.CauseText;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Nat64;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The practice network judges what the doctor says on random paths: each finding of each step, and
 * each cause with its sentence. What is not called a guess must be true.
 */
class DoctorJudgeTest {
  /** An examination takes as long as ten other questions. */
  private static final int PATHS = Integer.getInteger("jnet.judged", 10_000) / 10;

  private static final OutputOptions PLAIN =
      new OutputOptions(false, false, Style.PLAIN, Optional.empty());

  /** How often something was said: surely and truly, surely and falsely, and as guesses. */
  private record Count(int sure, int lies, int guesses, int wrong) {
    Count plus(Count other) {
      return new Count(
          sure + other.sure, lies + other.lies, guesses + other.guesses, wrong + other.wrong);
    }
  }

  /** What the doctor said of a path. */
  private record Case(List<String> lies, Map<String, Count> counts) {}

  @Test
  void nothingThatTheDoctorIsSureOfIsFalse() {
    List<Case> cases =
        LongStream.range(0, PATHS).parallel().mapToObj(DoctorJudgeTest::judge).toList();
    Map<String, Count> counts = new TreeMap<>();
    List<String> lies = new ArrayList<>();
    for (Case each : cases) {
      lies.addAll(each.lies);
      each.counts.forEach((code, count) -> counts.merge(code, count, Count::plus));
    }
    StringBuilder table = new StringBuilder("doctor, " + PATHS + " paths\n");
    counts.forEach(
        (code, count) ->
            table.append(
                String.format(
                    "%-36s sure %6d  false %4d  true guesses %6d  wrong guesses %5d%n",
                    code, count.sure, count.lies, count.guesses, count.wrong)));
    System.out.println(table);
    assertTrue(counts.size() > 20);
    assertEquals(
        List.of(),
        lies.subList(0, Math.min(Integer.getInteger("jnet.lies", 20), lies.size())),
        lies.size() + " lies");
  }

  private static Case judge(long seed) {
    try {
      RandomPath path = RandomPaths.odd(seed).withPages();
      int version = seed % 3 == 0 ? 6 : 4;
      boolean isTranslated = version == 6 && path.translatorHop() > 0;
      Lab lab = path.open();
      InetAddress planned =
          new Practice(path.open()).address(RandomPaths.TARGET, isTranslated ? 4 : version);
      InetAddress target = isTranslated ? Nat64.translated((Inet4Address) planned) : planned;
      List<PathsTaken> links = new ArrayList<>();
      Opinion opinion =
          examine(lab, target(target, seed), isTranslated ? path.translated() : path, links);
      DoctorTruth truth = new DoctorTruth(links.get(0).paths(), version);
      return verdict(seed, opinion, truth);
    } catch (IOException | RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  /** A quarter of the targets has no port, a half a port, and the last one a URL. */
  private static String target(InetAddress address, long seed) {
    String text = Addresses.text(address);
    String host = text.contains(":") ? "[" + text + "]" : text;
    return switch ((int) (seed / 3 % 4)) {
      case 0 -> text;
      case 1 -> "http://" + host + "/100000";
      default -> host + ":" + RandomPaths.PORT;
    };
  }

  private static Opinion examine(Lab lab, String target, RandomPath path, List<PathsTaken> links)
      throws IOException {
    DoctorTarget parsed = DoctorTarget.parse(target);
    CommandRun run =
        new CommandRun(
            LabNetworks.of(
                lab,
                link -> {
                  links.add(new PathsTaken(link, path, Addresses.literal(host(parsed))));
                  return links.get(links.size() - 1);
                }),
            LabNetworks.homeOptions(),
            PLAIN,
            LabNetworks.silent(),
            () -> false);
    return new Examiner(
            new DoctorRun(run, new TimeLimit(0)),
            parsed,
            new ApplicationStep.Client("jnet", Optional.empty()),
            (host, address) -> true)
        .examine();
  }

  private static String host(DoctorTarget target) {
    return target.host().replaceAll("[\\[\\]]", "");
  }

  private static Case verdict(long seed, Opinion opinion, DoctorTruth truth) {
    List<String> lies = new ArrayList<>();
    Map<String, Count> counts = new TreeMap<>();
    for (Examination examination : opinion.examinations()) {
      for (StepResult step : examination.steps()) {
        for (Finding finding : step.findings()) {
          boolean guess = finding.grounds().certainty().degree() == Degree.GUESSED;
          boolean right = truth.isTrue(examination, step, finding);
          count(counts, step.step().code() + " " + finding.code(), guess, right);
          if (!guess && !right) {
            lies.add("seed " + seed + ": " + finding + ", but " + truth + "\n");
          }
        }
      }
    }
    List<Cause> causes = new ArrayList<>(opinion.causes());
    causes.addAll(opinion.remarks());
    for (Cause cause : causes) {
      boolean guess = cause.certainty().degree() == Degree.GUESSED;
      boolean right = truth.isTrue(cause);
      count(counts, "cause " + cause.code(), guess, right);
      if (!guess && !right) {
        lies.add(
            "seed "
                + seed
                + " cause "
                + cause.code()
                + ": "
                + CauseText.sentence(cause)
                + " "
                + cause.findings()
                + ", but "
                + truth
                + "\n");
      }
    }
    return new Case(lies, counts);
  }

  private static void count(Map<String, Count> counts, String code, boolean guess, boolean right) {
    Count one =
        guess
            ? new Count(0, 0, right ? 1 : 0, right ? 0 : 1)
            : new Count(right ? 1 : 0, right ? 0 : 1, 0, 0);
    counts.merge(code, one, Count::plus);
  }
}
