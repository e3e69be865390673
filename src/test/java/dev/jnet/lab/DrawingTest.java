package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DrawingTest {
  private static String draw(Lab lab, boolean unicode) {
    return String.join("\n", lab.drawing(unicode, 80)) + "\n";
  }

  @Test
  void drawsThePathInALineAndTheRestBelow() {
    assertEquals(
        """
        laptop ─1500─ gateway ─1492─ isp ─1500─ exchange ─1500─ www.lab.test
         └─1500─ nas.lab.test
        """,
        draw(Lab.open("home", 1), true));
    assertEquals(
        """
        laptop -1500- gateway -1492- isp -1500- exchange -1500- www.lab.test
         `-1500- nas.lab.test
        """,
        draw(Lab.open("home", 1), false));
  }

  @Test
  void differentMtuOfTheWayBackIsBehindASlash() {
    assertEquals(
        """
        laptop ─1500─ gateway ─1500─ isp ─1500/1400─ exchange ─1500─ www.lab.test
        """,
        draw(Lab.open("narrowback", 1), true));
  }

  @Test
  void branchesOfSeveralNodesDoNotCross() {
    TopologyBuilder builder =
        new TopologyBuilder("a tree")
            .client("client", "10.0.0.2/24")
            .router("r1", "10.0.0.1")
            .router("r2", "10.0.1.1")
            .host("a", "10.1.0.1")
            .host("b", "10.1.0.2")
            .host("c", "10.1.0.3")
            .host("d", "10.1.0.4")
            .router("r3", "10.0.2.1")
            .host("e", "10.1.0.5")
            .link("client", "r1")
            .link("r1", "r2")
            .link("r2", "a")
            .link("client", "d")
            .link("r1", "b")
            .link("r1", "r3")
            .link("r3", "e")
            .link("r2", "c");
    assertEquals(
        """
        client ─1500─ r1 ─1500─ r2 ─1500─ a
         │             │         └─1500─ c
         │             ├─1500─ b
         │             └─1500─ r3 ─1500─ e
         └─1500─ d
        """,
        draw(Lab.of(builder.build(), 1), true));
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    for (int seed = 0; seed < 200; seed++) {
      for (String line : RandomPaths.path(seed).open().drawing(true, 80)) {
        assertTrue(line.length() <= 78, line);
      }
    }
  }

  @Test
  void longPathContinuesOnTheNextLine() {
    TopologyBuilder builder =
        new TopologyBuilder("long")
            .client("client", "10.0.0.2/24")
            .router("a-router-of-some-length", "10.0.0.1")
            .router("another-router-of-length", "10.0.1.1")
            .host("the-host-at-the-end", "10.1.0.1")
            .host("another", "10.1.0.2")
            .link("client", "a-router-of-some-length")
            .link("a-router-of-some-length", "another-router-of-length")
            .link("another-router-of-length", "the-host-at-the-end")
            .link("another-router-of-length", "another");
    assertEquals(
        """
        client ─1500─ a-router-of-some-length ─1500─ another-router-of-length ─
                                                      └─1500─ another
          ─1500─ the-host-at-the-end
        """,
        draw(Lab.of(builder.build(), 1), true));
  }

  @Test
  void notesDescribeWhatThePictureCannotShow() {
    assertEquals(
        "[carrier – far: packets over 1400 bytes are dropped silently]",
        Lab.open("blackhole", 1).notes(true).toString());
    assertEquals(
        "[laptop to gateway: 10 % of the packets are lost]",
        Lab.open("lossy", 1).notes(true).toString());
    assertEquals(
        "[isp: when a packet is too big, it names the MTU 1000]",
        Lab.open("liar", 1).notes(true).toString());
  }
}
