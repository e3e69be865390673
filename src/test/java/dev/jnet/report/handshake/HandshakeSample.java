package dev.jnet.report.handshake;

import static dev.jnet.report.Samples.eth0;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.ms;
import static dev.jnet.report.Samples.received;
import static dev.jnet.report.Samples.sent;
import static dev.jnet.report.Samples.synOptions;
import static dev.jnet.tcp.TcpState.CLOSED;
import static dev.jnet.tcp.TcpState.CLOSE_WAIT;
import static dev.jnet.tcp.TcpState.ESTABLISHED;
import static dev.jnet.tcp.TcpState.FIN_WAIT_1;
import static dev.jnet.tcp.TcpState.LAST_ACK;
import static dev.jnet.tcp.TcpState.LISTEN;
import static dev.jnet.tcp.TcpState.SYN_RECEIVED;
import static dev.jnet.tcp.TcpState.SYN_SENT;
import static dev.jnet.tcp.TcpState.TIME_WAIT;

import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.HandshakeResult.Filter;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.handshake.Remark;
import dev.jnet.handshake.Step;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.probe.Tally;
import dev.jnet.report.handshake.HandshakeReportContent.Client;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An attempt made by hand: an open port that closes in order, unless it is told otherwise. */
final class HandshakeSample {
  static final Tcp SYN = sent(Tcp.SYN, 1000, 0, synOptions(1460));
  static final Tcp SYN_ACK = synAck(1460);

  String name = "server.example";
  int port = 443;
  Status status = Status.OPEN;
  List<Step> steps = closedInOrder();
  Optional<Filter> error = Optional.empty();
  Optional<Tcp> synAck = Optional.of(SYN_ACK);
  int effective = 1448;
  long roundTrip = ms(12.34);
  Ending ending = Ending.CLOSED;
  byte[] reply = {};
  Set<Remark> remarks = Set.of();
  Optional<String> complaint = Optional.empty();
  boolean halfOpen;
  int kernelMtu;
  Client client = Client.JNET;
  String why = "";
  Tally tally = new Tally(5, 3, 0);

  static Tcp synAck(int mss) {
    return received(Tcp.SYN | Tcp.ACK, 5000, 1001, synOptions(mss));
  }

  private static LadderSample opened() {
    return new LadderSample()
        .sent(0, SYN, SYN_SENT, LISTEN)
        .received(12.34, SYN_ACK, ESTABLISHED, SYN_RECEIVED)
        .sent(12.4, sent(Tcp.ACK, 1001, 5001), ESTABLISHED, ESTABLISHED);
  }

  private static List<Step> closedInOrder() {
    return opened()
        .sent(12.5, sent(Tcp.FIN | Tcp.ACK, 1001, 5001), FIN_WAIT_1, CLOSE_WAIT)
        .received(25.1, received(Tcp.FIN | Tcp.ACK, 5001, 1002), TIME_WAIT, LAST_ACK)
        .sent(25.2, sent(Tcp.ACK, 1002, 5002), TIME_WAIT, CLOSED)
        .steps();
  }

  HandshakeResult result() {
    TcpSettings settings = TcpSettings.linux(4, 1500);
    return new HandshakeResult(
        port,
        status,
        steps,
        error,
        steps.isEmpty() ? Optional.empty() : Optional.of(SYN),
        synAck,
        synAck
            .map(theirs -> OptionsInForce.seen(settings, SYN, theirs))
            .orElse(OptionsInForce.none(settings)),
        effective,
        roundTrip,
        true,
        ending,
        reply,
        remarks,
        complaint,
        Optional.empty());
  }

  HandshakeReportContent content() {
    return content(List.of(result()));
  }

  HandshakeReportContent content(List<HandshakeResult> results) {
    HandshakeQuestion question =
        new HandshakeQuestion(
            ip("192.0.2.9"),
            new Port(port),
            eth0(1500),
            new Port(40000),
            TcpSettings.linux(4, 1500),
            halfOpen,
            new byte[0],
            0,
            Nanos.SECOND,
            1);
    return new HandshakeReportContent(
        name,
        List.of(),
        question,
        kernelMtu,
        client,
        why,
        results,
        ReplyOrigin.UNKNOWN,
        tally,
        ms(25.3));
  }
}
