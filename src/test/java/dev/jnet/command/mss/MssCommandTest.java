package dev.jnet.command.mss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code jnet mss} on practice networks. */
class MssCommandTest {
  private static final String WWW = "www.lab.test:80";

  @ParameterizedTest
  @CsvSource({
    "home, 1440, 'fine: a router reports larger ones, and this machine sends them again in smaller"
        + " ones', 0",
    "clamp, 1400, lowered to what the path carries, 0",
    "blackhole, 1348, 'black hole: full segments (MSS 1460) vanish, and no router says so', 1",
    "silent, 1448, segments fit the path there, 0",
  })
  void saysWhetherSegmentsFit(String lab, int effective, String verdict, int exit) {
    Outcome outcome = InProcess.jnet("mss", "--lab", lab, WWW);
    assertEquals(exit, outcome.exit(), outcome.toString());
    String first = outcome.out().substring(0, outcome.out().indexOf("\n\n")).replace('\n', ' ');
    assertTrue(first.contains(effective + " bytes of data a segment"), first);
    assertTrue(first.contains(verdict), first);
    assertEquals(effective + 12 + "\n", InProcess.jnet("mss", "-q", "--lab", lab, WWW).out());
  }

  @Test
  void saysWhenQuotesAreTooShortToTell(@TempDir Path folder) throws IOException {
    Path lab = folder.resolve("short.lab");
    String path =
        """
        title short quotes
        client here 192.0.2.2/24
        router r1 192.0.2.1/24 quote 28
        router r2 203.0.113.1/24 REST
        host server 198.51.100.1 http 80
        link here r1
        link r1 r2
        link r2 server
        """;
    Files.writeString(lab, path.replace("REST", "quote 28"));
    String none = InProcess.jnet("mss", "--lab", lab.toString(), "server:80").out();
    assertTrue(
        none.replaceAll("\\s+", " ").contains("quotes are too short to hold the MSS option"), none);
    String tooShort = "what was quoted of the SYN is too short to hold the MSS option";
    assertTrue(none.replaceAll("\\s+", " ").contains(tooShort), none);
    // what one router leaves out the next one tells
    Files.writeString(lab, path.replace("REST", "clamp-mss 1300"));
    String one = InProcess.jnet("mss", "--lab", lab.toString(), "server:80").out();
    assertTrue(one.replaceAll("\\s+", " ").contains(tooShort), one);
    assertTrue(one.contains("203.0.113.1: the SYN arrived with MSS 1460"), one);
  }

  @Test
  void saysThatAHostIsUnknown() {
    Outcome outcome = InProcess.jnet("mss", "nobody.lab.test:80", "--lab", "home");
    assertEquals(2, outcome.exit(), outcome.toString());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().startsWith("jnet: "), outcome.err());
  }
}
