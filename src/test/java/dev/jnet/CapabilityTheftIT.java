package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Needs;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user of the group jnet tries to get at what an installed jnet may do: the capability, and the
 * sockets that were opened with it. The same user succeeds with a JVM that holds nothing.
 */
@NamespaceTest
@Timeout(240) // a runtime is linked, and trained
class CapabilityTheftIT {
  private static final Path INSTALL = Path.of("scripts/install").toAbsolutePath();
  private static final String JCMD =
      Path.of(System.getProperty("java.home"), "bin/jcmd").toString();

  private static final Path PROGRAMS =
      Path.of("src/test/resources/dev/jnet/theft").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void nobodyLoadsCodeIntoAJvmThatMaySendNorTakesItsSockets() throws IOException {
    Needs.program("/sbin/setcap");
    Needs.program("/usr/bin/cc");
    Needs.program(JCMD);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (TestNet net = TestNet.create()) {
      Host near = net.host("near");
      Host far = net.host("far");
      net.cable(near, far).addresses("192.0.2.1/24", "192.0.2.2/24").lay();
      Outcome outcome =
          near.start(
                  "sh",
                  "-e",
                  PROGRAMS.resolve("theft.sh").toString(),
                  folder.toString(),
                  INSTALL.toString(),
                  JCMD,
                  PROGRAMS.resolve("attacker.c").toString(),
                  "192.0.2.2")
              .await(Duration.ofMinutes(3))
              .orThrow();
      String nothing = "CapEff:\t0000000000000000\n";
      String held = "traced no, read no, taken no\nsocket no\njcmd no\n";
      String taken = "traced yes, read yes, taken yes\nsocket yes\njcmd yes\n";
      assertEquals(
          "-- member waiting\n"
              + nothing
              + held
              + "-- sending\n"
              + held
              + "-- stranger waiting\n"
              + nothing
              + taken
              + "-- sending\n"
              + taken,
          outcome.out(),
          outcome::toString);
    }
  }
}
