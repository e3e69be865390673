package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A translator on a practice network whose plan tells the prefix (RFC 7050). */
class MtuNat64Test {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "2001:db8:64::c000:aa, 1400 + 20 = 1420",
    "2001:db8:65::c000:aa, a guess from the number"
  })
  void explainsTheNumber(String ofName, String words) throws IOException {
    Path file = folder.resolve("translated.lab");
    Files.writeString(
        file,
        """
        title Behind a translator
        client here 192.0.2.2/24 2001:db8::2/64
        router r1 192.0.2.1/24 2001:db8::1/64
        router r2 203.0.113.1/24 2001:db8:64::cb00:7101
        host server 198.51.100.1 2001:db8:64::c633:6401
        host ipv4only.arpa 192.0.0.170 %s
        link here r1
        link r1 r2
        link r2 server mtu 1420
        link r2 ipv4only.arpa
        """
            .formatted(ofName));
    Outcome outcome = InProcess.jnet("mtu", "--lab", file.toString(), "-6", "server");
    assertTrue(outcome.out().replaceAll("\\s+", " ").contains(words), outcome::toString);
  }
}
