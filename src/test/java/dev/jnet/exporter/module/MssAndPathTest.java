package dev.jnet.exporter.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Lab;
import dev.jnet.lab.Practice;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkException;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuResult;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SYNs first, and the path behind them only where it can be asked. */
class MssAndPathTest {
  private static MssAndPath to(Lab lab, int version, int port) throws LinkException {
    InetAddress target = new Practice(lab).address("www.lab.test", version);
    FirstHop hop = lab.firstHop(target);
    return new MssAndPath(
        new MssQuestion(
            target,
            new Port(port),
            hop,
            new Port(40_000),
            TcpSettings.linux(version, hop.mtu()),
            1));
  }

  @ParameterizedTest
  @CsvSource({"home, 4, 1492", "home, 6, 1492", "blackhole, 4, 1400"})
  void openPortIsAskedHowMuchThePathCarries(String name, int version, int mtu)
      throws LinkException {
    Lab lab = Lab.open(name, 1);
    MssAndPath.Result result = Practice.run(lab.link(), to(lab, version, 80));
    assertEquals(MssResult.Status.OPEN, result.syns().status());
    MtuResult path = result.path().orElseThrow();
    assertEquals(MtuResult.Status.OK, path.status());
    assertEquals(mtu, path.lower());
  }

  @Test
  void closedPortIsNotAskedAboutThePath() throws LinkException {
    Lab lab = Lab.open("home", 1);
    MssAndPath.Result result = Practice.run(lab.link(), to(lab, 4, 81));
    assertEquals(MssResult.Status.CLOSED, result.syns().status());
    assertEquals(Optional.empty(), result.path());
  }

  @Test
  void runThatIsCutShortKeepsWhatTheSynsSaid() throws LinkException {
    Lab lab = Lab.open("blackhole", 1);
    MssAndPath search = to(lab, 4, 80);
    Prober prober =
        new Prober(lab.link(), Pace.unlimited(), () -> search.result().path().isPresent());
    MssAndPath.Result result = prober.run(search, lab.link().now() + 60 * Nanos.SECOND);
    assertEquals(MssResult.Status.OPEN, result.syns().status());
    assertFalse(search.done());
    assertTrue(result.path().isPresent());
  }
}
