package dev.jnet.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.lab.Lab;
import dev.jnet.lab.TopologyParser;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handshakes with every kind of server on the practice network. */
class HandshakePracticeTest {
  private static final String GET = "GET / HTTP/1.0\r\n\r\n";

  private static String net(String way) {
    return "title servers\n"
        + "client here 192.0.2.2/24 2001:db8::2/64\n"
        + "router r 192.0.2.1/24 2001:db8::1/64\n"
        + "host server 198.51.100.1 2001:db8:1::1 http 80 listens 81 never-closes 82 resets 83"
        + " filtered 84\n"
        + "link here r\n"
        + "link r server "
        + way
        + "\n";
  }

  private static HandshakeResult connect(
      String way, long seed, int version, int port, boolean halfOpen, String send)
      throws Exception {
    Lab lab = Lab.of(TopologyParser.parse("test", net(way)), seed);
    InetAddress target = null;
    for (InetAddress address : lab.resolve("server")) {
      target = Addresses.version(address) == version ? address : target;
    }
    FirstHop hop = lab.firstHop(target);
    HandshakeQuestion question =
        new HandshakeQuestion(
            target,
            new Port(port),
            hop,
            new Port(50_000),
            TcpSettings.linux(version, hop.mtu()).withPatience(Nanos.SECOND, 3, 8),
            halfOpen,
            send.getBytes(StandardCharsets.US_ASCII),
            10_000,
            20 * Nanos.SECOND,
            seed);
    Link link = lab.link();
    return new Prober(link, Pace.unlimited(), () -> false)
        .run(new PortSweep(question, List.of(port), inOrder -> {}), link.now() + 600 * Nanos.SECOND)
        .get(0);
  }

  private static List<String> states(HandshakeResult result) {
    List<String> states = new ArrayList<>();
    for (Step step : result.steps()) {
      states.add(step.ours() + " " + step.theirs().map(TcpState::name).orElse("-"));
    }
    return states;
  }

  @ParameterizedTest
  @CsvSource({"4, 80", "6, 80", "4, 81", "6, 81"})
  void opensAndCloses(int version, int port) throws Exception {
    HandshakeResult result = connect("delay 5ms", 1, version, port, false, "");
    assertEquals(Status.OPEN, result.status());
    assertEquals(
        List.of(
            "SYN_SENT SYN_RECEIVED",
            "ESTABLISHED SYN_RECEIVED",
            "ESTABLISHED ESTABLISHED",
            "FIN_WAIT_1 CLOSE_WAIT",
            "TIME_WAIT LAST_ACK",
            "TIME_WAIT CLOSED"),
        states(result));
    assertEquals(Set.of(), result.remarks());
    assertEquals(1448 - (version == 4 ? 0 : 20), result.effectiveMss());
    assertTrue(result.exact());
  }

  @Test
  void talksToAWebServer() throws Exception {
    HandshakeResult result = connect("delay 5ms", 2, 4, 80, false, GET);
    String reply = new String(result.reply(), StandardCharsets.US_ASCII);
    assertTrue(reply.startsWith("HTTP/1.1 200 OK\r\n"), reply);
    assertTrue(reply.endsWith("Hello from server.\n"), reply);
    assertTrue(states(result).contains("LAST_ACK TIME_WAIT"), states(result).toString());
  }

  @Test
  void showsHowTheOtherSideCloses() throws Exception {
    HandshakeResult stays = connect("delay 5ms", 3, 4, 82, false, "");
    assertEquals(EnumSet.of(Remark.KEEPS_ITS_HALF_OPEN), stays.remarks());
    assertTrue(states(stays).contains("FIN_WAIT_2 CLOSE_WAIT"), states(stays).toString());
    HandshakeResult resets = connect("delay 5ms", 3, 4, 83, false, "");
    assertEquals(EnumSet.of(Remark.RESET_INSTEAD_OF_CLOSE), resets.remarks());
    assertEquals(
        EnumSet.of(Remark.RESET_WHILE_OPEN),
        connect("delay 5ms", 3, 4, 83, false, "hello").remarks());
  }

  @Test
  void distinguishesOpenClosedAndFilteredPorts() throws Exception {
    assertEquals(Status.CLOSED, connect("delay 5ms", 4, 4, 1, false, "").status());
    HandshakeResult filtered = connect("delay 5ms", 4, 4, 84, false, "");
    assertEquals(Status.FILTERED, filtered.status());
    assertEquals(3, filtered.steps().size());
    long first = filtered.steps().get(0).at();
    assertEquals(1, Math.round((filtered.steps().get(1).at() - first) / 1e9));
    assertEquals(3, Math.round((filtered.steps().get(2).at() - first) / 1e9));
    HandshakeResult half = connect("delay 5ms", 4, 6, 80, true, "");
    assertEquals(Status.OPEN, half.status());
    assertEquals("CLOSED CLOSED", states(half).get(2));
    assertEquals(3, half.steps().size());
  }

  @Test
  void findsTheSameStatusOnLossyLinks() throws Exception {
    int whole = 0;
    for (long seed = 0; seed < 300; seed++) {
      HandshakeResult result =
          connect("delay 5ms loss 5% duplicate 5% reorder 10%", seed, 4, 80, false, GET);
      String reply = new String(result.reply(), StandardCharsets.US_ASCII);
      if (result.status() == Status.OPEN) {
        whole += reply.endsWith("Hello from server.\n") ? 1 : 0;
      }
    }
    assertTrue(whole >= 290, whole + " of 300 came through");
  }
}
