package dev.jnet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.Jnet;
import dev.jnet.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C between two targets: the second is not asked. */
class CtrlCTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mtu --lab home nobody.lab.test www.lab.test",
        "mss --lab home nobody.lab.test:80 www.lab.test:80",
        "ping --lab home nobody.lab.test www.lab.test",
        "trace --lab home nobody.lab.test www.lab.test",
        "handshake --lab home nobody.lab.test:80 www.lab.test:80",
        "arp --lab home nobody.lab.test 192.168.1.1",
      })
  void secondTargetIsNotAsked(String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), false, false, Map.of());
    String complaint = "unknown host: nobody.lab.test";
    int exit = new Jnet(() -> err.toString().contains(complaint)).run(line.split(" "), console);
    assertTrue(err.toString().contains(complaint), err.toString());
    assertEquals("", out.toString());
    assertEquals(2, exit);
  }
}
