package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.console.CommandException;
import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeshCommandTest {
  private static final int ROUTERS = 6;

  @TempDir private Path folder;

  private static Outcome mesh(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "mesh";
    System.arraycopy(words, 0, all, 1, words.length);
    return InProcess.jnet(all);
  }

  /** A ring of routers with a chord, a site on each; one direction of one link has a fault. */
  private String ring(int faulty, String fault) throws IOException {
    StringBuilder lab = new StringBuilder("title a ring\n");
    for (int i = 1; i <= ROUTERS; i++) {
      lab.append("router r%d 10.%d.0.1/24 2001:db8:%d::1/64%n".formatted(i, i, i));
      String kind = i == 1 ? "client" : "host";
      lab.append("%s s%d 10.%d.0.10/24 2001:db8:%d::10/64%n".formatted(kind, i, i, i));
      lab.append("link s%d r%d mtu 1500 delay 100us%n".formatted(i, i));
    }
    for (int i = 1; i <= ROUTERS; i++) {
      String what = i == faulty ? fault : "";
      int next = i % ROUTERS + 1;
      lab.append("link r%d r%d mtu 1500 delay 2ms %s%n".formatted(i, next, what));
    }
    lab.append("link r1 r4 mtu 1500 delay 3ms\n");
    Path file = folder.resolve("ring" + faulty + ".lab");
    Files.writeString(file, lab);
    return file.toString();
  }

  @Test
  void namesTheLinkOfTheOffices() {
    Outcome outcome = mesh("matrix", "--lab", "offices", "-q");
    assertEquals(
        "r2 -> r3: black hole: packets over 1400 bytes vanish, and no router says so; explains 5 of"
            + " 5 directions with a finding\n",
        outcome.out());
    assertEquals(1, outcome.exit());
  }

  @ParameterizedTest
  @CsvSource({
    "there hole 1400,false,-4,'black hole: packets over 1400 bytes vanish, and no router says so'",
    "back hole 1377,true,-4,'black hole: packets over 1377 bytes vanish, and no router says so'",
    "there mtu 1400,false,-4,'packets over 1400 bytes are too big, as r%d reports'",
    "back mtu 1353,true,-4,'packets over 1353 bytes are too big, as r%d reports'",
    "there loss 5%,false,-4,packets are lost",
    "back loss 5%,true,-4,packets are lost",
    "there hole 1400,false,-6,'black hole: packets over 1400 bytes vanish, and no router says so'",
    "back mtu 1400,true,-6,'packets over 1400 bytes are too big, as r%d reports'",
  })
  void namesAFaultOnEachLinkWithItsDirection(
      String fault, boolean back, String family, String words) throws IOException {
    for (int i = 1; i <= ROUTERS; i++) {
      int next = i % ROUTERS + 1;
      int from = back ? next : i;
      int to = back ? i : next;
      String[] options =
          family.equals("-6")
              ? new String[] {"matrix", "--lab", ring(i, fault), "-q", "-6"}
              : new String[] {"matrix", "--lab", ring(i, fault), "-q"};
      String out = mesh(options).out();
      String expected = "r%d -> r%d: ".formatted(from, to) + words.formatted(from) + "; explains ";
      assertTrue(out.startsWith(expected), () -> expected + " is not the beginning of\n" + out);
      assertEquals(1, out.lines().count(), out);
    }
  }

  /** A row of sites; by two parallel links between the routers in the middle, one with a fault. */
  private String parallel(String fault) throws IOException {
    StringBuilder lab = new StringBuilder("title parallel links\n");
    for (int i = 1; i <= ROUTERS; i++) {
      lab.append("router r%d 10.%d.0.1/24 2001:db8:%d::1/64 balances%n".formatted(i, i, i));
      String kind = i == 1 ? "client" : "host";
      lab.append("%s s%d 10.%d.0.10/24 2001:db8:%d::10/64%n".formatted(kind, i, i, i));
      lab.append("link s%d r%d mtu 1500 delay 100us%n".formatted(i, i));
      if (i > 1) {
        lab.append("link r%d r%d mtu 1500 delay 2ms%n".formatted(i - 1, i));
      }
    }
    lab.append("link r3 r4 mtu 1500 delay 2ms %s%n".formatted(fault));
    Path file = folder.resolve("parallel.lab");
    Files.writeString(file, lab);
    return file.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "there hole 1400,16,'r3 -> r4, for some flows: black hole: packets over 1400 bytes vanish, '",
    "back hole 1377,16 -6,'r4 -> r3, for some flows: black hole: packets over 1377 bytes vanish, '",
    "there mtu 1400,16 -6,'r3 -> r4, for some flows: packets over 1400 bytes are too big, as r3 '",
    "back mtu 1400,16,'r4 -> r3, for some flows: packets over 1400 bytes are too big, as r4 '",
    "there loss 20%,16,'r3 -> r4, for some flows: packets are lost; '",
  })
  void oneOfParallelLinksIsNamedForSomeFlows(String fault, String flows, String words)
      throws IOException {
    String options = "matrix -q --lab " + parallel(fault) + " --flows " + flows;
    Outcome outcome = mesh(options.split(" ", -1));
    assertTrue(outcome.out().startsWith(words), outcome::toString);
    assertEquals(1, outcome.out().lines().count(), outcome::toString);
  }

  @Test
  void healthyRingHasNoSuspects() throws IOException {
    Outcome outcome = mesh("matrix", "--lab", ring(0, ""));
    assertTrue(outcome.out().contains("nothing wrong was seen"), outcome.out());
    assertEquals(0, outcome.exit());
  }

  @Test
  void pairsThatAreNamedAreMeasuredAlone() {
    Outcome outcome =
        mesh("matrix", "--lab", "offices", "--pairs", "paris>rome, rome>paris", "--csv");
    assertEquals(3, outcome.out().lines().count(), outcome.out());
    assertTrue(outcome.out().contains("paris,rome,4,1400,0,"), outcome.out());
    assertTrue(outcome.out().contains("rome,paris,4,1500,0,"), outcome.out());
  }

  @Test
  void pageHasSuspectsAndPaths() throws IOException {
    Path page = folder.resolve("mesh.html");
    mesh("matrix", "--lab", "offices", "--html", page.toString());
    String html = Files.readString(page);
    assertTrue(html.contains("r2 -&gt; r3: black hole: packets over 1400 bytes"), html);
    String path = "<title>paris \u2192 r2 \u2192 r3 \u2192 madrid</title>";
    String drawn = html.substring(html.indexOf(path));
    drawn = drawn.substring(0, drawn.indexOf("</svg>"));
    assertEquals(3, drawn.split("<line", -1).length - 1, drawn);
    assertEquals(1, drawn.split("class=\"bad\"", -1).length - 1, drawn);
    assertEquals(4, drawn.split("<circle", -1).length - 1, drawn);
  }

  @Test
  void usageMistakesAreExplained() {
    assertEquals(2, mesh("matrix").exit());
    assertEquals(2, mesh("dance", "--lab", "offices").exit());
    assertEquals(2, mesh("matrix", "--lab", "offices", "--pairs", "berlin").exit());
    assertEquals(2, mesh("matrix", "--lab", "offices", "--flows", "17").exit());
    assertTrue(mesh("matrix", "--lab", "nowhere").err().contains("no practice network"));
  }

  @Test
  void tryHasABrokerOfItsOwn() {
    Outcome outcome = mesh("try", "--nats=nats://192.0.2.1:4222");
    assertEquals(2, outcome.exit());
    assertTrue(
        outcome.err().contains("--nats: mesh try has a network, a broker and members of its own"),
        outcome::toString);
  }

  @Test
  void programThatIsNotInstalledIsToldWithWhatToDo() throws IOException {
    InstalledProgram program = new InstalledProgram("jnet-no-such-server", "apt install it");
    CommandException missing =
        assertThrows(CommandException.class, () -> program.find(folder.toString()));
    assertEquals("jnet-no-such-server is not installed: apt install it", missing.getMessage());
    Path file = Files.writeString(folder.resolve("jnet-no-such-server"), "");
    assertThrows(CommandException.class, () -> program.find(folder + ":/nowhere"));
    assertTrue(file.toFile().setExecutable(true));
    assertEquals(file, program.find("/nowhere:" + folder));
  }

  @Test
  void pairOfSomebodyWhoIsNoMemberIsNotMeasured() {
    Outcome outcome = mesh("matrix", "--lab", "offices", "--pairs", "berlin>nowhere");
    assertEquals(1, outcome.exit());
    assertTrue(
        outcome.out().startsWith("6 members, 0 of 1 direction measured: nothing is known\n"),
        outcome::toString);
    assertTrue(outcome.out().contains("berlin > nowhere: nowhere is no member"), outcome::toString);
    assertTrue(
        mesh("matrix", "--lab", "offices", "--pairs", "rome>rome").err().contains("two members"));
  }

  @Test
  void brokerWithAnotherSchemeIsToldHowToBeWritten() {
    String err = mesh("list", "--nats", "foo://bar").err();
    assertTrue(err.contains("foo://bar: write each broker as nats://HOST:4222"), err);
  }
}
