package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --targets}: all at once, on a practice network. */
class ManyTargetsTest {
  @TempDir private Path folder;

  private String file(String... lines) throws IOException {
    Path file = Files.createTempFile(folder, "targets", ".txt");
    Files.write(file, List.of(lines));
    return file.toString();
  }

  private static List<String> names(Outcome outcome) {
    List<String> names = new ArrayList<>();
    for (String line : outcome.out().lines().toList()) {
      int from = line.indexOf("\"name\":\"") + 8;
      names.add(line.substring(from, line.indexOf('"', from)));
    }
    return names;
  }

  @Test
  void findsThePathMtuOfEach() throws IOException {
    String targets = file("www.lab.test", "# not one", "", "nas.lab.test  # the router", "nobody");
    Outcome outcome = InProcess.jnet("mtu", "--lab", "home", "--targets", targets, "--ordered");
    List<String> lines = outcome.out().lines().toList();
    assertEquals(3, lines.size(), outcome.toString());
    assertTrue(lines.get(0).contains("\"pathMtu\":1492"), lines.get(0));
    assertTrue(lines.get(2).contains("\"code\":\"unknown-host\""), lines.get(2));
    assertEquals(2, outcome.exit(), "the highest of all");
    assertEquals("", outcome.err(), "what is wrong stands in the line of the target");
  }

  @Test
  void doesNotLetASilentTargetHoldUpTheOthers() throws IOException {
    String targets = file("silent.lab.test", "www.lab.test");
    String[] command = {"mtu", "--lab", lab(), "--targets", targets};
    assertEquals(
        List.of("www.lab.test", "silent.lab.test"),
        names(InProcess.jnet(command)),
        "as they finish");
    List<String> ordered = new ArrayList<>(List.of(command));
    ordered.add("--ordered");
    assertEquals(
        List.of("silent.lab.test", "www.lab.test"),
        names(InProcess.jnet(ordered.toArray(new String[0]))));
  }

  /** As on a real network: one neighbor that is down, or one without a route, is one answer. */
  @Test
  void goesOnAfterTargetsThatCannotBeReached() throws IOException {
    String targets = file("192.0.2.77", "2001:db8::1", "www.lab.test", "192.0.2.78");
    Outcome outcome = InProcess.jnet("ping", "-c1", "--lab", lab(), "--targets", targets);
    List<String> lines = outcome.out().lines().sorted().toList();
    assertEquals(4, lines.size(), outcome::toString);
    assertEquals(2, count(lines, "\"code\":\"no-reply\""), outcome::toString);
    assertEquals(1, count(lines, "\"code\":\"no-route\""), outcome::toString);
    assertEquals(1, count(lines, "\"status\":\"ok\""), outcome::toString);
    assertEquals("", outcome.err());
  }

  private static long count(List<String> lines, String part) {
    return lines.stream().filter(each -> each.contains(part)).count();
  }

  private String lab() throws IOException {
    Path file = folder.resolve("silent.lab");
    Files.write(
        file,
        List.of(
            "title One is silent",
            "client laptop 192.0.2.1/24",
            "router gateway 192.0.2.2/24",
            "host www.lab.test 198.51.100.80",
            "host silent.lab.test 198.51.100.81 no-echo",
            "link laptop gateway mtu 1500 delay 1ms",
            "link gateway www.lab.test mtu 1500 delay 1ms",
            "link gateway silent.lab.test mtu 1500 delay 1ms"));
    return file.toString();
  }

  @Test
  void asksNoTargetAgainThatIsAnswered() throws IOException {
    String targets = file("www.lab.test", "nas.lab.test");
    String[] command = {"ping", "--lab", "home", "--targets", targets};
    Outcome first = InProcess.jnet(command);
    List<String> lines = first.out().lines().toList();
    assertEquals(2, lines.size(), first.toString());
    // the second line was not written to its end, and others came behind it
    String earlier = file(lines.get(1).substring(0, 40), lines.get(0));
    List<String> again = new ArrayList<>(List.of(command));
    again.addAll(List.of("--resume", earlier));
    List<String> rest = names(InProcess.jnet(again.toArray(new String[0])));
    assertEquals(1, rest.size());
    assertFalse(lines.get(0).contains(rest.get(0)), rest.get(0));
  }

  @Test
  void triesThePortsOfEach() throws IOException {
    String targets = file("www.lab.test:80,81", "www.lab.test 443");
    Outcome outcome =
        InProcess.jnet("handshake", "--lab", "home", "--targets", targets, "--ordered");
    List<String> lines = outcome.out().lines().toList();
    assertEquals(3, lines.size(), outcome.toString());
    assertTrue(lines.get(0).contains("\"port\":80,\"status\":\"open\""), lines.get(0));
    String earlier = file(lines.get(0), lines.get(1));
    Outcome rest =
        InProcess.jnet("handshake", "--lab", "home", "--targets", targets, "--resume", earlier);
    assertEquals(1, rest.out().lines().count(), rest.toString());
    assertTrue(rest.out().contains("\"port\":443"), rest.out());
  }

  @Test
  void findsTheHopsOfEach() throws IOException {
    String targets = file("www.lab.test", "nas.lab.test");
    Outcome outcome = InProcess.jnet("trace", "--lab", "home", "--targets", targets, "--ordered");
    assertEquals(0, outcome.exit(), outcome.toString());
    assertEquals(List.of("www.lab.test", "nas.lab.test"), names(outcome));
  }

  @Test
  void readsListsWithMarksCommentsAndRepetitions() throws IOException {
    Path list = folder.resolve("list");
    Files.writeString(
        list, "\ufeffwww.lab.test\r\n\r\n  # none\r\nnas.lab.test # two\r\nwww.lab.test\r\n");
    Outcome outcome =
        InProcess.jnet("ping", "--lab", "home", "--ordered", "--targets", list.toString());
    assertEquals(List.of("www.lab.test", "nas.lab.test"), names(outcome), "none of them twice");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    String targets = file("www.lab.test");
    assertMisuse("--targets and x exclude each other", "mtu", "--targets", targets, "x");
    assertMisuse("leave -q out", "mtu", "--targets", targets, "-q");
    assertMisuse("--ordered goes with --targets FILE", "mtu", "--ordered", "x");
    assertMisuse("which HOST? jnet mtu HOST, or --targets FILE", "mtu");
    assertMisuse("cannot be read", "ping", "--targets", folder + "/none");
    assertMisuse("cannot be read: it is a folder", "ping", "--targets", folder.toString());
    assertMisuse("there is no target in it", "ping", "--targets", file("# none"));
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {'a', '\n', (byte) 0xff, '\n'});
    assertMisuse("not text in UTF-8", "ping", "--targets", bytes.toString());
    assertMisuse("leave --svg out", "trace", "--targets", targets, "--svg", "x.svg");
    assertMisuse("--targets and --kernel", "handshake", "--targets", targets, "--kernel");
    assertMisuse(
        "line 1 is not one of jnet's answers",
        "mtu",
        "--lab",
        "home",
        "--targets",
        targets,
        "--resume",
        file("nonsense", "{}"));
    String pings = "{\"schema\":1,\"command\":\"ping\",\"target\":{\"name\":\"www.lab.test\"}}";
    assertMisuse(
        "line 1 is not an answer of jnet mtu",
        "mtu",
        "--lab",
        "home",
        "--targets",
        targets,
        "--resume",
        file(pings));
  }

  private static void assertMisuse(String complaint, String... arguments) {
    Outcome outcome = InProcess.jnet(arguments);
    assertEquals(2, outcome.exit(), outcome.toString());
    assertTrue(outcome.err().contains(complaint), outcome.toString());
    assertEquals("", outcome.out());
  }
}
