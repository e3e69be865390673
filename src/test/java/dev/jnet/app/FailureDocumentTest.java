package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.command.mtu.MtuAnswer;
import dev.jnet.console.ExitCode;
import dev.jnet.report.FailureDocument;
import dev.jnet.testnet.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code --json} a script is told what is wrong in a document, whatever is wrong. */
class FailureDocumentTest {
  private static final List<String> COMMANDS =
      List.of("mtu", "mss", "ping", "trace", "handshake", "walk", "arp", "interfaces", "lab");

  private static void assertDocument(String code, String... line) {
    List<String> words = new ArrayList<>(List.of(line));
    words.add("--json");
    Outcome outcome = InProcess.jnet(words.toArray(new String[0]));
    List<MtuAnswer> documents = MtuAnswer.all(outcome);
    assertEquals(1, documents.size(), outcome::toString);
    MtuAnswer document = documents.get(0);
    assertEquals(2.0, document.number("schema"), outcome::toString);
    assertEquals(COMMANDS.contains(line[0]) ? line[0] : null, document.get("command"));
    assertEquals(code, document.get("error.code"), outcome::toString);
    String message = (String) document.get("error.message");
    assertTrue(outcome.err().startsWith("jnet: " + message), outcome::toString);
    assertEquals(ExitCode.TROUBLE, outcome.exit(), outcome::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mtu", "mss", "ping", "trace", "handshake", "walk", "arp", "interfaces", "lab"})
  void printsADocumentForEachCommand(String command) {
    assertDocument("usage", command, "--nonsense", "x");
    assertDocument("usage", command, "a:1", "--color", "blue");
    if (!command.equals("lab") && !command.equals("interfaces")) {
      assertDocument("usage", command);
      boolean takesPorts = command.equals("mss") || command.equals("handshake");
      String target = takesPorts ? "www.lab.test:80" : "www.lab.test";
      assertDocument("no-such-lab", command, "--lab", "nowhere", target);
    }
  }

  @Test
  void silentNextHopHasOneStatusInAllCommands() {
    for (String command : COMMANDS) {
      assertEquals("no-reply", FailureDocument.about(command, "x", "no-reply", "m").status());
      assertEquals("error", FailureDocument.about(command, "x", "link", "m").status());
    }
  }

  @Test
  void printsDocumentsOfTheCommandsOwn() {
    assertDocument("usage", "nosuchcommand");
    assertDocument("usage", "mtu", "--max", "many", "a");
    assertDocument("usage", "ping", "-c", "0x", "a");
    assertDocument("usage", "mss", "www.lab.test", "--lab", "home");
    assertDocument("usage", "walk", "gopher://www.lab.test/", "--lab", "home");
    assertDocument("usage", "mtu", "--targets", "/nonexistent");
    assertDocument("usage", "arp", "--scan", "everywhere", "--lab", "home");
    assertDocument("no-such-lab", "lab", "nowhere");
    assertDocument("no-such-lab", "interfaces", "--lab", "nowhere");
  }

  @Test
  void printsDocumentsOnlyWhereTheyAreAskedFor() {
    Outcome outcome = InProcess.jnet("mtu", "--nonsense");
    assertEquals("", outcome.out());
    assertEquals(ExitCode.TROUBLE, outcome.exit());
  }
}
