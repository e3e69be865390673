package dev.jnet.report.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.report.Style;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.trace.TraceResult;
import dev.jnet.trace.TraceResult.Branch;
import dev.jnet.trace.TraceResult.Status;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TraceBranchesTest {
  private static Branch branch(int flow, String... addresses) {
    List<Hop> hops = new ArrayList<>();
    for (String address : addresses) {
      List<HopAnswer> answers = new ArrayList<>();
      if (!address.equals("*")) {
        answers.add(
            new HopAnswer(
                Addresses.literal(address),
                HopAnswer.Kind.ROUTER,
                "",
                1,
                64,
                List.of(),
                List.of()));
      }
      hops.add(new Hop(hops.size() + 1, 1, answers, Hop.Loss.NONE));
    }
    return new Branch(flow, hops);
  }

  private static String drawing(Style style, Branch... branches) {
    InetAddress target = Addresses.literal("192.0.2.1");
    FirstHop hop =
        new FirstHop(
            "eth0", LinkType.RAW_IP, 1500, target, MacAddress.ZERO, target, MacAddress.ZERO);
    TraceResult result =
        new TraceResult(
            Status.REACHED, Via.ICMP, 60, List.of(), OptionalInt.empty(), List.of(branches), 1);
    TraceReportContent content =
        new TraceReportContent(
            "t",
            target,
            hop,
            Access.CAPTURE,
            30,
            result,
            List.of(),
            Optional.empty(),
            HopNames.NONE,
            new Tally(1, 1, 0),
            1);
    return String.join("\n", TraceBranches.lines(content, style));
  }

  private static final Branch[] BRANCHES = {
    branch(0, "10.0.0.1", "10.1.0.1", "*", "192.0.2.1"),
    branch(1, "10.0.0.1", "10.1.0.2", "10.2.0.2", "192.0.2.1"),
    branch(2, "10.0.0.1", "10.1.0.1", "10.2.0.1", "192.0.2.1"),
    branch(3, "10.0.0.1", "10.1.0.2", "10.2.0.2", "192.0.2.1"),
    branch(4, "10.0.0.1", "10.1.0.3", "192.0.2.1"),
  };

  @Test
  void drawsWherePathsPartAndMeetAgain() {
    assertEquals(
        """
          5 flows, and where their ways part:
            1    10.0.0.1               all
            2  ┌ 10.1.0.1               flows 0, 2
               ├ 10.1.0.2               flows 1, 3
               └ 10.1.0.3               flow 4
            3  ┌ *                      flow 0
               ├ 10.2.0.2               flows 1, 3
               ├ 10.2.0.1               flow 2
               └ 192.0.2.1              flow 4
            4    192.0.2.1              flows 0-3
        """,
        drawing(new Style(true, false, 80), BRANCHES));
  }

  @Test
  void drawsInAsciiToo() {
    String drawing = drawing(Style.PLAIN, BRANCHES);
    assertEquals(true, drawing.chars().allMatch(c -> c < 128), drawing);
  }

  @Test
  void drawsNothingForOneFlow() {
    assertEquals("", drawing(Style.PLAIN));
  }
}
