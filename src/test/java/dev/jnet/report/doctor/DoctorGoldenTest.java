package dev.jnet.report.doctor;

import static dev.jnet.report.Samples.ASCII;
import static dev.jnet.report.Samples.COLORED;
import static dev.jnet.report.Samples.TERMINAL;
import static dev.jnet.report.Samples.addJson;
import static dev.jnet.report.Samples.eth0;
import static dev.jnet.report.Samples.eth0v6;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.mac;
import static dev.jnet.report.Samples.ms;

import dev.jnet.doctor.Examination;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Finding;
import dev.jnet.finding.Grounds;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.LocalFinding.NextHopAnswers;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.LocalFinding.ProgramsAnswered;
import dev.jnet.finding.LocalFinding.ProgramsCannotSend;
import dev.jnet.finding.LocalFinding.RouteFound;
import dev.jnet.finding.NameFinding.NameFound;
import dev.jnet.finding.NameFinding.NameUnknown;
import dev.jnet.finding.Observation;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.Place;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.AgreedSizeTooLarge;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.link.FirstHop;
import dev.jnet.probe.KernelAnswer.Asked;
import dev.jnet.report.Golden;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DoctorGoldenTest {
  private static final String NAME = "www.example.org";
  private static final InetAddress FOUR = ip("192.0.2.9");
  private static final InetAddress SIX = ip("2001:db8:9::9");
  private static final Grounds SEEN = Grounds.seen();

  private final Map<String, String> files = new TreeMap<>();

  @Test
  void printsGoldenFiles() throws IOException {
    add("well", Opinion.of(NAME, List.of(four(steps())), true));
    add("no-page-asked", Opinion.of(NAME + ":443", List.of(four(withoutPage())), true));
    add("black-hole", Opinion.of(NAME, List.of(four(blackHole())), true));
    add("own-firewall", Opinion.of(NAME, List.of(four(firewall())), true));
    add("only-ipv4-works", Opinion.of(NAME, List.of(four(steps()), six(silent())), true));
    add("name-unknown", Opinion.of(NAME, List.of(unknown()), true));
    add("ended-early", Opinion.of(NAME, List.of(four(steps().subList(0, 3))), false));
    Opinion colored = Opinion.of(NAME, List.of(four(blackHole())), true);
    files.put("black-hole.color.txt", DoctorReport.text(colored, COLORED));
    files.put("black-hole.ascii.txt", DoctorReport.text(colored, ASCII));
    Golden.compareReport("doctor", files);
  }

  private void add(String name, Opinion opinion) {
    files.put(name + ".txt", DoctorReport.text(opinion, TERMINAL));
    addJson(files, name, List.of(DoctorDocument.of(opinion)));
  }

  private static Examination four(List<StepResult> steps) {
    return examination(FOUR, eth0(1500), steps);
  }

  private static Examination six(List<StepResult> steps) {
    return examination(SIX, eth0v6(1500), steps);
  }

  private static Examination examination(
      InetAddress address, FirstHop hop, List<StepResult> steps) {
    return new Examination(
        NAME, Optional.of(address), OptionalInt.of(443), Optional.of(hop), steps);
  }

  private static Examination unknown() {
    StepResult name = step(StepName.NAME, 12, new NameUnknown(NAME, SEEN));
    return new Examination(
        NAME, Optional.empty(), OptionalInt.of(443), Optional.empty(), List.of(name));
  }

  private static StepResult step(StepName name, double millis, Finding... findings) {
    return StepResult.of(name, List.of(findings), ms(millis));
  }

  /** A port that opens, which says nothing of TLS and of the page. */
  private static List<StepResult> withoutPage() {
    List<StepResult> steps = new ArrayList<>(steps());
    steps.add(StepResult.skipped(StepName.APPLICATION, StepResult.NO_URL));
    return steps;
  }

  /** All that the doctor asks, and nothing is wrong. */
  private static List<StepResult> steps() {
    Observation echoes =
        new Observation(Sent.ECHO_REQUEST, 64, 4, Came.ANSWER, 4, Optional.of(FOUR));
    Observation syn = Observation.of(Sent.SYN, 60, 1, Came.ANSWER, Optional.of(FOUR));
    Observation large =
        new Observation(Sent.ECHO_REQUEST, 1500, 3, Came.ANSWER, 3, Optional.of(FOUR));
    return List.of(
        step(StepName.NAME, 4.2, new NameFound(NAME, List.of(FOUR), SEEN)),
        step(
            StepName.ROUTE,
            0.3,
            new RouteFound("eth0", ip("10.0.0.2"), ip("10.0.0.1"), 1500, SEEN)),
        step(StepName.NEXT_HOP, 0.8, new NextHopAnswers(ip("10.0.0.1"), mac(1), SEEN)),
        step(StepName.PING, 36, new EchoAnswered(ms(12.3), Grounds.seen(echoes))),
        step(StepName.PORT, 13, new PortOpen(443, ms(12.5), Grounds.seen(syn))),
        step(StepName.PROGRAMS, 12, new ProgramsAnswered(Asked.CONNECT, SEEN)),
        step(StepName.PATH_MTU, 60, new PathMtu(1500, Grounds.seen(large))),
        step(StepName.TRACE, 80, new Reached(4, true, SEEN)),
        step(StepName.SEGMENTS, 25, new AgreedSizeFits(1500, 1500, SEEN)));
  }

  private static List<StepResult> blackHole() {
    Observation small =
        new Observation(Sent.ECHO_REQUEST, 1400, 3, Came.ANSWER, 3, Optional.of(FOUR));
    Observation large = Observation.silence(Sent.ECHO_REQUEST, 1401, 9);
    Grounds grounds = Grounds.inferred(Basis.SILENCE_BESIDE_ANSWERS, large, small);
    Place place = new Place(2, Optional.of(ip("198.51.100.2")));
    List<StepResult> steps = new ArrayList<>(steps());
    steps.set(6, step(StepName.PATH_MTU, 900, new BlackHole(1400, Optional.of(place), grounds)));
    steps.set(8, step(StepName.SEGMENTS, 25, new AgreedSizeTooLarge(1500, 1400, SEEN)));
    return steps;
  }

  private static List<StepResult> firewall() {
    List<StepResult> steps = new ArrayList<>(steps());
    steps.set(5, step(StepName.PROGRAMS, 1, new ProgramsCannotSend(Asked.CONNECT, "EPERM", SEEN)));
    return steps;
  }

  /** The IPv6 router does not answer, so that nothing behind it is asked. */
  private static List<StepResult> silent() {
    return List.of(
        step(StepName.NAME, 4.2, new NameFound(NAME, List.of(SIX), SEEN)),
        step(
            StepName.ROUTE,
            0.3,
            new RouteFound("eth0", ip("2001:db8::2"), ip("2001:db8::1"), 1500, SEEN)),
        step(
            StepName.NEXT_HOP,
            3000,
            new NextHopSilent(
                ip("2001:db8::1"),
                "eth0",
                false,
                false,
                Grounds.seen(Observation.silence(Sent.NEIGHBOR_QUESTION, 72, 3)))),
        StepResult.skipped(StepName.PING, "the router does not answer"),
        StepResult.skipped(StepName.PORT, "the router does not answer"));
  }
}
