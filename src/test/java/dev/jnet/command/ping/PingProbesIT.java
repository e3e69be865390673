package dev.jnet.command.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.PcapFile;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What {@code jnet ping} sends: other probes than echo, with every option, and in pieces. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class PingProbesIT {
  @Test
  void pingsByTcpAndUdp() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Host server = chain.server();
      Servers.on(server).web(80);
      Path file = net.file("syns.pcap");
      Outcome open =
          client.jnet(
              "ping", "-c3", "-i0.2", "--via", "tcp:80", "--pcap", file.toString(), server.ipv4());
      assertTrue(PingRuns.last(open, "tcp_seq=3").endsWith(" (port open)"), open::toString);
      assertEquals("3 packets transmitted, 3 received, 0% packet loss", PingRuns.counts(open));
      Outcome closed = client.jnet("ping", "-c1", "--via", "tcp:81", server.ipv6());
      assertTrue(PingRuns.last(closed, "tcp_seq=1").endsWith(" (port closed)"), closed::toString);
      Outcome udp = client.jnet("ping", "-c2", "-i0.2", "--via", "udp:33434", server.ipv4());
      assertTrue(PingRuns.last(udp, "udp_seq=2").endsWith(" (port closed)"), udp::toString);
      Captures.Verdict verdict = Captures.check(file, client.mac("eth0"));
      assertEquals(List.of(), verdict.problems());
      assertTrue(verdict.frames() >= 3, "three SYNs, and ARP: " + verdict);
    }
  }

  /** The kernel knows no connection to which a SYN-ACK belongs, so that its filter drops it. */
  @Test
  void synAckThatIsSentAgainIsNoDuplicate() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Servers.on(chain.server()).web(80);
      String server = chain.server().ipv4();
      Outcome usual = client.jnet("ping", "-c3", "--via", "tcp:80", server);
      assertEquals("3 packets transmitted, 3 received, 0% packet loss", PingRuns.counts(usual));
      client.nft(
          """
          table inet own { chain i { type filter hook input priority 0; ct state invalid drop
          }
          }
          """);
      Path file = net.file("again.pcap");
      Outcome filtered =
          client.jnet("ping", "-c5", "-i0.5", "--via", "tcp:80", "--pcap", file.toString(), server);
      assertEquals("5 packets transmitted, 5 received, 0% packet loss", PingRuns.counts(filtered));
      String segments =
          client.run("tcpdump", "-nr", file.toString(), "tcp[13] = 18").orThrow().out();
      // That filter has the server send again, after a second; not for the first probe, of which
      // the
      // kernel has sent a copy itself.
      assertTrue(segments.lines().count() > 5, segments);
    }
  }

  /**
   * What is sent is sound in the eyes of tshark and pcap4j, with every option that forms it. The
   * kernel's copy of the first probe is not: it has a wrong checksum on purpose.
   */
  @Test
  void sendsSoundFrames() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Host server = chain.server();
      Capture capture = client.capture("eth0");
      for (String target : List.of(server.ipv4(), server.ipv6())) {
        for (String options :
            List.of(
                "-c2 -i0.1 -Q 0xb8 -t7 -p a5 -s 101", "-c1 -Mdont -s0", "-c1 --via udp:40000")) {
          client.jnet(("ping --wire-only " + options + " " + target).split(" ", -1)).orThrow();
        }
      }
      Path file = capture.stop();
      int filled = 0;
      for (PcapFile.Captured frame : PcapFile.read(file).frames()) {
        Dissection parts = Dissection.ofEthernet(frame.bytes());
        if (parts.transport().orElse(null) instanceof IcmpEcho echo
            && echo.isRequest()
            && echo.data().length == 101) {
          byte[] expected = new byte[93];
          Arrays.fill(expected, (byte) 0xa5);
          assertEquals(0xb8, parts.ip().get().trafficClass());
          assertEquals(7, parts.ip().get().hopLimit());
          assertTrue(Arrays.equals(expected, 0, 93, echo.data(), 8, 101));
          filled++;
        }
      }
      assertEquals(4, filled);
      assertEquals(List.of(), Captures.check(file, client.mac("eth0")).problems());
    }
  }

  /** What is too long for the interface is split here, and the reply comes in pieces too. */
  @Test
  void splitsWhatIsTooLongForTheInterface() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      Capture capture = client.capture("eth0");
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        for (String size : List.of("1473", "3000", "20000")) {
          for (String splitting : List.of("-Mdont", "-Mdo")) {
            String[] arguments = {"-c2", "-i0.2", "-W1", "-s" + size, splitting, target};
            forgetPathMtus(chain);
            Outcome theirs = client.run(PingRuns.words("ping", arguments));
            forgetPathMtus(chain);
            Outcome ours = client.jnet(PingRuns.wireOnly(arguments));
            assertEquals(
                PingRuns.counts(theirs), PingRuns.counts(ours), () -> theirs + "\n" + ours);
            assertEquals(theirs.exit(), ours.exit());
            if (splitting.equals("-Mdont")) {
              assertEquals(
                  PingRuns.shape(PingRuns.last(theirs, "icmp_seq=2 ")),
                  PingRuns.shape(PingRuns.last(ours, "icmp_seq=2 ")));
            }
          }
        }
      }
      assertEquals(List.of(), Captures.check(capture.stop(), client.mac("eth0")).problems());
    }
  }

  /** What kernels have learned lets ping succeed at once, and does not concern jnet. */
  private static void forgetPathMtus(Chain chain) {
    for (Host host : List.of(chain.client(), chain.server())) {
      host.run("ip", "-4", "route", "flush", "cache").orThrow();
      host.run("ip", "-6", "route", "flush", "cache").orThrow();
    }
  }
}
