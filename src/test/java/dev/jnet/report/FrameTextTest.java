package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import org.junit.jupiter.api.Test;

class FrameTextTest {
  @Test
  void showsFlagsAndNumbersOfSegments() {
    String out = InProcess.jnet("handshake", "-v", "--lab", "home", "www.lab.test:80").err();
    assertTrue(out.lines().anyMatch(line -> line.matches(".*TCP \\d+ to 80 SYN seq \\d+")), out);
    assertTrue(
        out.lines().anyMatch(line -> line.matches(".*TCP 80 to \\d+ SYN ACK seq \\d+ ack \\d+")),
        out);
  }
}
