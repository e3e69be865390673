package dev.jnet.report.walk;

import static dev.jnet.report.Samples.ms;
import static dev.jnet.report.Samples.synOptions;
import static dev.jnet.report.walk.WalkSamples.HOP;
import static dev.jnet.report.walk.WalkSamples.NEVER;
import static dev.jnet.report.walk.WalkSamples.REQUEST;
import static dev.jnet.report.walk.WalkSamples.SERVER;
import static dev.jnet.report.walk.WalkSamples.US;
import static dev.jnet.report.walk.WalkStepSamples.frame;
import static dev.jnet.tcp.TcpState.CLOSED;
import static dev.jnet.tcp.TcpState.ESTABLISHED;
import static dev.jnet.tcp.TcpState.FIN_WAIT_1;
import static dev.jnet.tcp.TcpState.FIN_WAIT_2;
import static dev.jnet.tcp.TcpState.SYN_SENT;
import static dev.jnet.tcp.TcpState.TIME_WAIT;

import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.tcp.TcpState;
import dev.jnet.tcp.Transition;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.walk.conversation.ConversationQuestion;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationResult.Course;
import dev.jnet.walk.conversation.ConversationResult.Stall;
import dev.jnet.walk.conversation.ConversationResult.Times;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.walk.conversation.Traffic;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connections made by hand. */
final class ConversationSamples {
  private static final TcpOption[] STAMPS = {new TcpOption.Timestamps(1010, 2000)};

  private ConversationSamples() {}

  static ConversationQuestion question(int port, TcpSettings settings) {
    return new ConversationQuestion(
        SERVER,
        new Port(port),
        HOP,
        new Port(40000),
        settings,
        Nanos.SECOND,
        300 * Nanos.SECOND,
        1);
  }

  static ConversationResult conversation(Course course, int port) {
    return conversation(course, port, Optional.empty());
  }

  static ConversationResult conversation(Course course, int port, Optional<Stall> stall) {
    TcpSettings settings = TcpSettings.linux(4, 1500);
    List<Segment> segments = new ArrayList<>();
    segments.add(sent(20, SYN_SENT, Tcp.SYN, 1000, 0, "", synOptions(1460)));
    segments.add(received(32, ESTABLISHED, Tcp.SYN | Tcp.ACK, 5000, 1001, "", synOptions(1412)));
    segments.add(sent(32.1, ESTABLISHED, Tcp.ACK, 1001, 5001, "", STAMPS));
    long mine = 1001;
    long theirs = 5001;
    if (port == 443) {
      segments.add(sent(32.5, ESTABLISHED, Tcp.PSH | Tcp.ACK, mine, theirs, "client", STAMPS));
      mine += "client".length();
      segments.add(received(32.8, ESTABLISHED, Tcp.PSH | Tcp.ACK, theirs, mine, "server", STAMPS));
      theirs += "server".length();
    }
    segments.add(sent(33, ESTABLISHED, Tcp.PSH | Tcp.ACK, mine, theirs, REQUEST, STAMPS));
    mine += REQUEST.length();
    segments.add(received(44, ESTABLISHED, Tcp.ACK, theirs, mine, "", STAMPS));
    if (stall.isEmpty()) {
      segments.add(
          received(45, ESTABLISHED, Tcp.PSH | Tcp.ACK, theirs, mine, "x".repeat(60), STAMPS));
      theirs += 60;
      segments.add(sent(45.1, FIN_WAIT_1, Tcp.FIN | Tcp.ACK, mine, theirs, "", STAMPS));
      segments.add(received(57, FIN_WAIT_2, Tcp.ACK, theirs, mine + 1, "", STAMPS));
      segments.add(received(57.1, TIME_WAIT, Tcp.FIN | Tcp.ACK, theirs, mine + 1, "", STAMPS));
      segments.add(sent(57.2, TIME_WAIT, Tcp.ACK, mine + 1, theirs + 1, "", STAMPS));
    } else {
      segments.add(sent(5044, CLOSED, Tcp.RST | Tcp.ACK, mine, theirs, "", STAMPS));
    }
    boolean ended = stall.isEmpty();
    return new ConversationResult(
        question(port, settings),
        course,
        Optional.empty(),
        segments,
        ended
            ? List.of(
                new Transition(ms(32), SYN_SENT, ESTABLISHED),
                new Transition(ms(57.1), FIN_WAIT_2, TIME_WAIT))
            : List.of(new Transition(ms(32), SYN_SENT, ESTABLISHED)),
        OptionsInForce.seen(
            settings, segments.get(0).tcp().orElseThrow(), segments.get(1).tcp().orElseThrow()),
        1400,
        ms(12),
        new Times(
            ms(20),
            ms(32),
            ms(33),
            ended ? ms(45) : NEVER,
            ended ? ms(45) : NEVER,
            ended ? ms(45.1) : ms(5044),
            ended ? ms(57.2) : ms(5044)),
        new Traffic(5, 5, REQUEST.length(), 0, 340, 530, REQUEST.length(), 130, 2),
        ended
            ? new Traffic(5, 5, 1460, 0, 1720, 1910, 1400, 1452, 1)
            : new Traffic(2, 2, 0, 0, 112, 188, 0, 60, 1),
        stall,
        ended ? Ending.CLOSED : Ending.ABORTED);
  }

  static Segment sent(
      double millis,
      TcpState ours,
      int flags,
      long sequence,
      long acknowledgment,
      String data,
      TcpOption... options) {
    return segment(millis, US, 64, tcp(true, flags, sequence, acknowledgment, data, options), ours);
  }

  static Segment received(
      double millis,
      TcpState ours,
      int flags,
      long sequence,
      long acknowledgment,
      String data,
      TcpOption... options) {
    return segment(
        millis, SERVER, 57, tcp(false, flags, sequence, acknowledgment, data, options), ours);
  }

  static Tcp tcp(
      boolean ours,
      int flags,
      long sequence,
      long acknowledgment,
      String data,
      TcpOption... options) {
    return new Tcp(
        ours ? 40000 : 80,
        ours ? 80 : 40000,
        sequence,
        acknowledgment,
        flags,
        502,
        List.of(options),
        data.getBytes(StandardCharsets.US_ASCII));
  }

  static Segment segment(double millis, InetAddress from, int ttl, Tcp tcp, TcpState ours) {
    InetAddress to = from.equals(US) ? SERVER : US;
    IpPacket packet =
        IpPacket.unsplittable(from, to, 9, ttl, new Payload(IpProtocol.TCP, tcp.emit(from, to)));
    return new Segment(
        ms(millis),
        true,
        frame(packet, from, millis),
        packet,
        Optional.of(tcp),
        Optional.empty(),
        ours,
        0);
  }
}
