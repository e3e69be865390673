package dev.jnet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.jnet.lab.Lab;
import dev.jnet.link.LinkException;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Via;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.Transport;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceProbesTest {
  private static final int PROBES = 90;

  private static TraceProbes probes(int version, Via via) throws LinkException {
    Lab lab = Lab.open("home", 0);
    return new TraceProbes(Traces.question(lab, "www.lab.test", version, via));
  }

  /** The first four bytes behind ports, or ICMP's whole header but for the sequence number. */
  private static String whatRoutersHash(Probe probe) {
    byte[] payload = probe.packet().payload();
    int end = probe.packet().protocol() == 6 || probe.packet().protocol() == 17 ? 4 : 6;
    return Arrays.toString(Arrays.copyOf(payload, end));
  }

  @Test
  void probesOfOneFlowShareTheirLabelAndCanBeToldApart() throws LinkException {
    for (int version : new int[] {4, 6}) {
      for (String name : new String[] {"icmp", "udp:33434", "tcp:443"}) {
        TraceProbes probes = probes(version, Via.parse(name));
        Set<String> hashed = new HashSet<>();
        Set<String> whole = new HashSet<>();
        for (int i = 0; i < PROBES; i++) {
          Probe probe = probes.probe(3, 1 + i % 30);
          hashed.add(whatRoutersHash(probe));
          whole.add(Arrays.toString(probe.packet().payload()));
          Transport transport = Dissection.ofEthernet(probe.frame()).transport().orElseThrow();
          assertEquals(Checksum.State.CORRECT, transport.checksum(), name);
          assertEquals(probes.length(), probe.packet().totalLength());
        }
        assertEquals(1, hashed.size(), name + ": " + hashed);
        assertEquals(PROBES, whole.size(), name);
      }
    }
  }

  @Test
  void flowsHaveDifferentLabels() throws LinkException {
    for (String name : new String[] {"icmp", "udp:33434", "tcp:443"}) {
      TraceProbes probes = probes(4, Via.parse(name));
      Set<String> hashed = new HashSet<>();
      for (int flow = 0; flow < TraceQuestion.MAX_FLOWS; flow++) {
        hashed.add(whatRoutersHash(probes.probe(flow, 5)));
      }
      assertEquals(TraceQuestion.MAX_FLOWS, hashed.size(), name);
    }
  }

  @Test
  void sequenceNumberIdentifiesAnEchoInTheShortestQuote() throws LinkException {
    TraceProbes probes = probes(4, Via.ICMP);
    IcmpEcho one = (IcmpEcho) Dissection.ofEthernet(probes.probe(0, 1).frame()).transport().get();
    IcmpEcho two = (IcmpEcho) Dissection.ofEthernet(probes.probe(0, 2).frame()).transport().get();
    assertEquals(one.identifier(), two.identifier());
    assertNotEquals(one.sequence(), two.sequence());
  }
}
