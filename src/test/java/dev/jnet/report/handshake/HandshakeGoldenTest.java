package dev.jnet.report.handshake;

import static dev.jnet.report.Samples.ASCII;
import static dev.jnet.report.Samples.COLORED;
import static dev.jnet.report.Samples.TERMINAL;
import static dev.jnet.report.Samples.addJson;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.received;
import static dev.jnet.report.Samples.sent;
import static dev.jnet.report.handshake.HandshakeSample.SYN;
import static dev.jnet.report.handshake.HandshakeSample.SYN_ACK;
import static dev.jnet.tcp.TcpState.CLOSED;
import static dev.jnet.tcp.TcpState.ESTABLISHED;
import static dev.jnet.tcp.TcpState.LISTEN;
import static dev.jnet.tcp.TcpState.SYN_RECEIVED;
import static dev.jnet.tcp.TcpState.SYN_SENT;

import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.HandshakeResult.Filter;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.handshake.Remark;
import dev.jnet.probe.Tally;
import dev.jnet.report.Golden;
import dev.jnet.report.Style;
import dev.jnet.report.handshake.HandshakeReportContent.Client;
import dev.jnet.tcp.Ending;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HandshakeGoldenTest {
  private final Map<String, String> files = new TreeMap<>();

  @Test
  void printsGoldenFiles() throws IOException {
    add("open", new HandshakeSample().content());
    add("open-half", halfOpen().content());
    add("clamped", clamped().content());
    add("clamped-kernel-knows", kernelKnows().content());
    add("no-mss-option", noMssOption().content());
    add("closed", closed().content());
    add("reset-by-middlebox", resetByMiddlebox().content());
    add("filtered-silent", silent().content());
    add("filtered-icmp", refused().content());
    add("filtered-here", filteredHere().content());
    add("filtered-by-kernel", complained().content());
    add("stopped", stopped().content());
    add("by-kernel", byKernel().content());
    add("reply", reply().content());
    add("all-remarks", allRemarks().content());
    add("several-ports", severalPorts());
    add("many-closed-ports", manyClosedPorts());
    HandshakeReportContent open = new HandshakeSample().content();
    files.put("open.color.txt", HandshakeReport.text(open, false, COLORED));
    files.put("open.ascii.txt", HandshakeReport.text(open, false, ASCII));
    for (int width : new int[] {40, 60}) {
      Style narrow = new Style(true, false, width);
      files.put("open.narrow-" + width + ".txt", HandshakeReport.text(open, false, narrow));
    }
    files.put("open.absolute.txt", HandshakeReport.text(open, true, TERMINAL));
    addJson(
        files, "error", List.of(HandshakeDocument.error("nowhere.example", "name", "not known")));
    Golden.compareReport("handshake", files);
  }

  private void add(String name, HandshakeReportContent content) {
    files.put(name + ".txt", HandshakeReport.text(content, false, TERMINAL));
    files.put(name + ".brief.txt", HandshakeReport.bare(content));
    addJson(files, name, HandshakeDocument.of(content));
  }

  private static HandshakeSample halfOpen() {
    HandshakeSample sample = new HandshakeSample();
    sample.halfOpen = true;
    sample.ending = Ending.ABORTED;
    sample.name = "192.0.2.9";
    sample.steps =
        new LadderSample()
            .sent(0, SYN, SYN_SENT, LISTEN)
            .received(12.34, SYN_ACK, SYN_SENT, SYN_RECEIVED)
            .sent(12.4, sent(Tcp.RST, 1001, 0), CLOSED, CLOSED)
            .steps();
    return sample;
  }

  private static HandshakeSample clamped() {
    HandshakeSample sample = new HandshakeSample();
    sample.synAck = Optional.of(HandshakeSample.synAck(1412));
    sample.effective = 1400;
    return sample;
  }

  private static HandshakeSample kernelKnows() {
    HandshakeSample sample = new HandshakeSample();
    sample.kernelMtu = 1452;
    return sample;
  }

  private static HandshakeSample noMssOption() {
    HandshakeSample sample = new HandshakeSample();
    sample.kernelMtu = 1500;
    sample.synAck =
        Optional.of(received(Tcp.SYN | Tcp.ACK, 5000, 1001, new TcpOption.WindowScale(3)));
    sample.effective = 536;
    sample.remarks = Set.of(Remark.OPTIONS_MISSING);
    return sample;
  }

  private static HandshakeSample unanswered(Status status) {
    HandshakeSample sample = new HandshakeSample();
    sample.status = status;
    sample.synAck = Optional.empty();
    sample.effective = 0;
    sample.roundTrip = -1;
    sample.ending = Ending.TIMED_OUT;
    sample.steps =
        new LadderSample()
            .sent(0, SYN, SYN_SENT, null)
            .sent(1000, SYN, SYN_SENT, null)
            .sent(3000, SYN, SYN_SENT, null)
            .steps();
    return sample;
  }

  private static HandshakeSample closed() {
    HandshakeSample sample = unanswered(Status.CLOSED);
    sample.roundTrip = 12_340_000;
    sample.ending = Ending.REFUSED;
    sample.steps =
        new LadderSample()
            .sent(0, SYN, SYN_SENT, CLOSED)
            .received(12.34, received(Tcp.RST | Tcp.ACK, 0, 1001), CLOSED, CLOSED)
            .steps();
    return sample;
  }

  private static HandshakeSample resetByMiddlebox() {
    HandshakeSample sample = new HandshakeSample();
    sample.ending = Ending.RESET;
    sample.remarks = EnumSet.of(Remark.DIFFERENT_HOP_LIMITS, Remark.RESET_WHILE_OPEN);
    sample.steps =
        new LadderSample()
            .sent(0, SYN, SYN_SENT, LISTEN)
            .received(12.34, SYN_ACK, ESTABLISHED, SYN_RECEIVED)
            .sent(12.4, sent(Tcp.ACK, 1001, 5001), ESTABLISHED, ESTABLISHED)
            .received(13.9, 61, received(Tcp.RST, 5001, 0), CLOSED, CLOSED)
            .steps();
    return sample;
  }

  private static HandshakeSample silent() {
    HandshakeSample sample = unanswered(Status.FILTERED);
    sample.remarks = Set.of(Remark.SYN_SENT_AGAIN);
    sample.tally = new Tally(3, 0, 0).without(2);
    return sample;
  }

  private static HandshakeSample refused() {
    IcmpError prohibited = IcmpError.unreachable(4, 13, new byte[28]);
    HandshakeSample sample = unanswered(Status.FILTERED);
    sample.error = Optional.of(new Filter(ip("10.0.0.1"), prohibited));
    sample.steps =
        new LadderSample()
            .sent(0, SYN, SYN_SENT, null)
            .error(0.8, ip("10.0.0.1"), prohibited, CLOSED)
            .steps();
    return sample;
  }

  private static HandshakeSample filteredHere() {
    HandshakeSample sample = unanswered(Status.FILTERED);
    sample.steps = List.of();
    return sample;
  }

  private static HandshakeSample complained() {
    HandshakeSample sample = filteredHere();
    sample.client = Client.KERNEL;
    sample.complaint = Optional.of("Operation not permitted");
    return sample;
  }

  private static HandshakeSample stopped() {
    HandshakeSample sample = unanswered(Status.UNKNOWN);
    sample.ending = Ending.NONE;
    return sample;
  }

  private static HandshakeSample byKernel() {
    HandshakeSample sample = new HandshakeSample();
    sample.client = Client.KERNEL;
    sample.why = "no port could be guarded";
    sample.synAck = Optional.of(HandshakeSample.synAck(1380));
    return sample;
  }

  private static HandshakeSample reply() {
    HandshakeSample sample = new HandshakeSample();
    sample.reply =
        "HTTP/1.1 200 OK\r\nServer:\tx\u001b[31m\r\n\r\nhello".getBytes(StandardCharsets.UTF_8);
    return sample;
  }

  private static HandshakeSample allRemarks() {
    HandshakeSample sample = new HandshakeSample();
    sample.remarks = EnumSet.allOf(Remark.class);
    return sample;
  }

  private static HandshakeReportContent severalPorts() {
    HandshakeSample closed = closed();
    closed.port = 22;
    HandshakeSample silent = silent();
    silent.port = 8080;
    HandshakeSample stopped = stopped();
    stopped.port = 9000;
    return new HandshakeSample()
        .content(
            List.of(
                closed.result(),
                new HandshakeSample().result(),
                silent.result(),
                stopped.result()));
  }

  private static HandshakeReportContent manyClosedPorts() {
    List<HandshakeResult> results = new ArrayList<>();
    for (int port = 1; port <= 21; port++) {
      HandshakeSample closed = closed();
      closed.port = port;
      results.add(closed.result());
    }
    results.add(new HandshakeSample().result());
    return new HandshakeSample().content(results);
  }
}
