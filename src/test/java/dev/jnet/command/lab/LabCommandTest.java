package dev.jnet.command.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.lab.Lab;
import dev.jnet.testnet.Outcome;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabCommandTest {
  private static Outcome run(String... arguments) {
    List<String> line = new ArrayList<>(List.of("lab"));
    line.addAll(List.of(arguments));
    return InProcess.jnetOnTerminal(line.toArray(new String[0]));
  }

  @Test
  void listsAllWithPictureAndHosts() {
    Outcome outcome = run();
    assertEquals(0, outcome.exit());
    assertEquals("", outcome.err());
    assertTrue(
        outcome
            .out()
            .startsWith(
                """
                home  A home line: PPPoE takes 8 bytes of every frame
                  laptop ─1500─ gateway ─1492─ isp ─1500─ exchange ─1500─ www.lab.test
                   └─1500─ nas.lab.test
                  Hosts: www.lab.test, nas.lab.test

                vpn  A VPN: WireGuard takes 80 bytes of every packet
                """),
        outcome.out());
    for (String name : Lab.names()) {
      assertTrue(outcome.out().contains(name + "  " + Lab.open(name, 0).title()), name);
    }
    assertTrue(outcome.out().lines().allMatch(line -> line.length() <= 80), outcome.out());
  }

  @Test
  void tellsAllAboutOne() {
    assertEquals(
        """
        blackhole  A black hole: packets over 1400 bytes are dropped silently

          laptop ─1500─ gateway ─1500─ isp ─1500─ carrier ─1400! far ─1500─ www.lab.test

          carrier – far: packets over 1400 bytes are dropped silently

          You           192.168.1.20/24, 2001:db8:1::20/64, MTU 1500
          www.lab.test  198.51.100.80, 2001:db8:80::80

        Try: jnet mtu --lab blackhole www.lab.test
        """,
        run("blackhole").out());
  }

  @Test
  void printsNamesAlone() {
    assertEquals(String.join("\n", Lab.names()) + "\n", run("-q").out());
  }

  @Test
  void printsOneDocument() {
    Outcome outcome = run("--json", "home");
    Map<String, Object> document =
        Jsonb.builder().build().type(Object.class).map().fromJson(outcome.out());
    assertEquals(0, outcome.exit());
    assertEquals(2, ((Number) document.get("schema")).intValue());
    assertEquals("lab", document.get("command"));
    assertFalse(document.containsKey("error"));
    List<?> labs = (List<?>) document.get("labs");
    assertEquals(1, labs.size());
    Map<?, ?> home = (Map<?, ?>) labs.get(0);
    assertEquals("home", home.get("name"));
    assertEquals(
        "[{name=www.lab.test, addresses=[198.51.100.80, 2001:db8:80::80]},"
            + " {name=nas.lab.test, addresses=[192.168.1.5, 2001:db8:1::5]}]",
        String.valueOf(home.get("hosts")));
  }

  @Test
  void refusesAnUnknownNameInEitherForm() {
    Outcome text = run("atlantis");
    assertEquals(2, text.exit());
    assertEquals("", text.out());
    assertEquals(
        "jnet: no practice network 'atlantis'; 'jnet lab' lists them, or name a file *.lab\n",
        text.err());
    assertTrue(run("pppoe").err().contains("; did you mean home?"), run("pppoe")::toString);
    Outcome json = run("--json", "atlantis");
    assertEquals(2, json.exit());
    assertTrue(json.out().contains("\"error\":{\"code\":\"no-such-lab\""), json.out());
  }

  @ParameterizedTest
  @CsvSource({
    "vpn-hang, vpn-hangs",
    "blackhol, blackhole",
    "black-hole, blackhole",
    "ofices, offices",
    "duplicate, duplicate-address"
  })
  void namesTheNetworkThatATypoMayHaveMeant(String typed, String meant) {
    for (String[] line :
        new String[][] {
          {"lab", typed}, {"mtu", "--lab", typed, "a"}, {"mesh", "matrix", "--lab", typed}
        }) {
      Outcome outcome = InProcess.jnet(line);
      assertEquals(2, outcome.exit(), outcome::toString);
      assertTrue(outcome.err().contains("; did you mean " + meant + "?"), outcome::toString);
    }
  }

  @Test
  void refusesTwoFormsAtOnce() {
    Outcome outcome = run("--json", "-q");
    assertEquals(2, outcome.exit());
    assertTrue(outcome.out().contains("\"code\":\"usage\""), outcome.out());
    assertEquals("jnet: --json and -q exclude each other: choose one\n", outcome.err());
  }
}
