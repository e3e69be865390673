package dev.jnet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Lab;
import dev.jnet.lab.Setting;
import dev.jnet.lab.TopologyBuilder;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.probe.Via;
import dev.jnet.trace.Change.Field;
import dev.jnet.unit.Port;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IcmpExtension.LabelStack;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.MalformedPacketException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What routers quote, and tell besides: made by a router that rewrites what the lab answers. */
class QuotesTest {
  private static final byte[] LABEL = {0x20, 0, 0, 0, 0, 8, 1, 1, 0x12, 0x34, 0x54, (byte) 0xfc};

  private static TopologyBuilder row() {
    return new TopologyBuilder("a row")
        .client("client", "10.0.0.2/24")
        .router("r1", "10.0.0.1/24")
        .router("r2", "10.1.0.1")
        .router("r3", "10.1.0.2")
        .host("target", "10.2.0.1")
        .link("client", "r1")
        .link("r1", "r2")
        .link("r2", "r3")
        .link("r3", "target");
  }

  /** What the rewriting router makes of an error. */
  private interface Rewriting {
    IcmpError rewrite(IcmpError error) throws MalformedPacketException;
  }

  /** The lab's link; errors from one address are rewritten. */
  private record Router(Link link, String address, Rewriting rewriting) implements Link {
    @Override
    public LinkType type() {
      return link.type();
    }

    @Override
    public long now() {
      return link.now();
    }

    @Override
    public void send(byte[] frame) throws LinkException {
      link.send(frame);
    }

    @Override
    public Optional<Frame> receive(long deadline) throws LinkException {
      return link.receive(deadline).map(this::rewritten);
    }

    private Frame rewritten(Frame frame) {
      Dissection dissection = frame.dissect();
      if (frame.outgoing()
          || !(dissection.transport().orElse(null) instanceof IcmpError error)
          || !(dissection.ip().get() instanceof Ipv4 ip)
          || !ip.source().getHostAddress().equals(address)) {
        return frame;
      }
      try {
        byte[] payload = rewriting.rewrite(error).emit(ip.source(), ip.destination());
        Ipv4 packet =
            new Ipv4(ip.source(), ip.destination(), 1, ip.hopLimit(), ip.protocol(), payload);
        Ethernet around = dissection.ethernet().get();
        byte[] bytes =
            new Ethernet(around.destination(), around.source(), around.etherType(), packet.emit())
                .emit();
        return new Frame(frame.type(), bytes, bytes.length, frame.at(), false);
      } catch (MalformedPacketException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() throws LinkException {
      link.close();
    }
  }

  private static TraceResult trace(Via via, Rewriting rewriting) throws LinkException {
    Lab lab = Lab.of(row().build(), 1);
    TraceQuestion question = Traces.question(lab, "target", 4, via);
    return Traces.run(new Router(lab.link(), "10.1.0.1", rewriting), new TraceDiagnosis(question));
  }

  private static IcmpError with(IcmpError error, byte[] quote, byte[] extensions, long second) {
    return new IcmpError(
        4, error.kind(), error.type(), error.code(), second, error.checksum(), quote, extensions);
  }

  private static List<Change> changes(TraceResult result, int hop) {
    return result.hops().get(hop - 1).answers().get(0).changes();
  }

  @Test
  void findsNoChangesOnAnHonestPath() throws LinkException {
    for (String via : new String[] {"icmp", "udp:33434", "tcp:80"}) {
      TraceResult result = trace(Via.parse(via), error -> error);
      for (Hop hop : result.hops()) {
        for (HopAnswer answer : hop.answers()) {
          assertEquals(List.of(), answer.changes(), via);
          assertEquals(List.of(), answer.extensions(), via);
          assertEquals(hop.ttl() - 1, answer.routersBack(), via);
        }
      }
    }
  }

  @Test
  void labelsAreFoundBehindAPaddedQuote() throws LinkException {
    TraceResult result =
        trace(
            Via.ICMP,
            error -> {
              byte[] structure = LABEL.clone();
              structure[10] = 0x55; // bottom of the stack
              int sum = Checksum.of(structure);
              structure[2] = (byte) (sum >>> 8);
              structure[3] = (byte) sum;
              return with(error, Arrays.copyOf(error.quote(), 128), structure, 32L << 16);
            });
    assertEquals(4, result.hops().size());
    assertEquals(
        List.of(new LabelStack(List.of(new LabelStack.Label(0x12345, 2, true, 0xfc)))),
        result.hops().get(1).answers().get(0).extensions());
    assertTrue(result.hops().get(0).answers().get(0).extensions().isEmpty());
  }

  @Test
  void findsLabelsOfAnOldRouterThatGivesNoLength() throws LinkException {
    TraceResult result =
        trace(
            Via.ICMP,
            error -> {
              byte[] structure = LABEL.clone();
              int sum = Checksum.of(structure);
              structure[2] = (byte) (sum >>> 8);
              structure[3] = (byte) sum;
              return with(error, Arrays.copyOf(error.quote(), 128), structure, 0);
            });
    assertEquals(1, result.hops().get(1).answers().get(0).extensions().size());
  }

  @Test
  void findsRewrittenHeaders() throws LinkException {
    TraceResult result =
        trace(
            Via.udp(TraceQuestion.CLOSED_PORT),
            error -> {
              Ipv4 ip = (Ipv4) error.quoted();
              byte[] payload = ip.payload().clone();
              payload[6] ^= 0x11; // the checksum, as a translator leaves it
              byte[] quote =
                  new Ipv4(
                          0x28,
                          ip.identification(),
                          false,
                          false,
                          0,
                          3,
                          ip.protocol(),
                          ip.source(),
                          ip.destination(),
                          ip.options(),
                          ip.totalLength(),
                          Checksum.State.CORRECT,
                          payload)
                      .emit();
              return with(error, quote, new byte[0], 0);
            });
    assertEquals(List.of(), changes(result, 1));
    assertEquals(
        List.of(Field.TTL, Field.TRAFFIC_CLASS, Field.DONT_FRAGMENT, Field.CHECKSUM),
        changes(result, 2).stream().map(Change::field).toList());
    assertEquals(new Change(Field.TRAFFIC_CLASS, 0, 0x28), changes(result, 2).get(1));
    assertEquals(List.of(), changes(result, 3));
  }

  @Test
  void comparesAShortQuoteAsFarAsItGoes() throws LinkException {
    TraceResult result =
        trace(
            Via.tcp(new Port(80)),
            error -> with(error, Arrays.copyOf(error.quote(), 28), new byte[0], 0));
    assertEquals(4, result.hops().size());
    assertEquals(3, result.hops().get(1).answers().size());
    assertEquals(List.of(), changes(result, 2));
  }

  @Test
  void mssWasRewrittenByTheRouterBeforeTheFirstChangedQuote() throws LinkException {
    Lab lab =
        Lab.of(
            new TopologyBuilder("a clamp")
                .client("client", "10.0.0.2/24")
                .router("r1", "10.0.0.1/24")
                .set(Setting.CLAMP_MSS, 1400)
                .router("r2", "10.1.0.1")
                .router("r3", "10.1.0.2")
                .host("target", "10.2.0.1")
                .link("client", "r1")
                .link("r1", "r2")
                .link("r2", "r3")
                .link("r3", "target")
                .build(),
            1);
    TraceResult result = Traces.run(lab, Traces.question(lab, "target", 4, Via.tcp(new Port(443))));
    assertEquals(List.of(), changes(result, 1));
    Change clamped = new Change(Field.MSS, 1460, 1400);
    assertEquals(List.of(clamped), changes(result, 2));
    assertEquals(List.of(clamped), changes(result, 3));
  }
}
