package dev.jnet.report.ping;

import static dev.jnet.report.Samples.ASCII;
import static dev.jnet.report.Samples.COLORED;
import static dev.jnet.report.Samples.TERMINAL;
import static dev.jnet.report.Samples.addJson;
import static dev.jnet.report.Samples.eth0;
import static dev.jnet.report.Samples.eth0v6;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.ms;

import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingEvent.Damage;
import dev.jnet.ping.PingEvent.Manner;
import dev.jnet.ping.PingEvent.Mark;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.ping.PingResult.Bar;
import dev.jnet.ping.PingResult.Exchange;
import dev.jnet.ping.PingResult.Incidents;
import dev.jnet.ping.PingResult.RoundTrips;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.report.Golden;
import dev.jnet.report.Style;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PingGoldenTest {
  private static final InetAddress SERVER = ip("192.0.2.9");
  private static final Incidents NONE = new Incidents(0, 0, 0, 0, 0, 0, 0);
  private static final Incidents ALL = new Incidents(1, 2, 3, 4, 5, 6, 7);

  private final Map<String, String> files = new TreeMap<>();

  @Test
  void printsGoldenFiles() throws IOException {
    add("answered", content(question(Via.ICMP, false), result(5, 5, NONE), Access.CAPTURE));
    add("losses", content(question(Via.ICMP, false), result(7, 5, ALL), Access.CAPTURE));
    add("flood", content(question(Via.ICMP, true), result(5, 5, NONE), Access.CAPTURE));
    add("no-answer", content(question(Via.ICMP, false), silent(), Access.CAPTURE));
    add("no-answer-of-a-group", content(toGroup(), silent(), Access.CAPTURE));
    add(
        "ordinary-user",
        content(question(Via.ICMP, false), result(5, 5, NONE), Access.ICMP_SOCKETS));
    add(
        "frames-not-captured",
        content(
            question(Via.ICMP, false),
            result(5, 4, NONE),
            Access.CAPTURE.after(new Tally(5, 4, 0).without(1))));
    PingReportContent losses =
        content(question(Via.ICMP, false), result(7, 5, ALL), Access.CAPTURE);
    files.put("losses.color.txt", PingReport.text(losses, true, COLORED));
    files.put("losses.ascii.txt", PingReport.text(losses, true, ASCII));
    files.put("losses.undrawn.txt", PingReport.text(losses, false, TERMINAL));
    addJson(files, "error", List.of(PingDocument.error("nowhere.example", "name", "not known")));
    files.put("lines.txt", lines(TERMINAL));
    files.put("lines.color.txt", lines(COLORED));
    addJson(files, "events", events().stream().map(PingGoldenTest::document).toList());
    files.put("explained.txt", PingExplanation.text(explained("10.0.0.2", "192.0.2.9"), TERMINAL));
    files.put(
        "explained-ipv6.txt",
        PingExplanation.text(explained("2001:db8::2", "2001:db8:9::9"), TERMINAL));
    files.put(
        "explained.ascii.txt", PingExplanation.text(explained("10.0.0.2", "192.0.2.9"), ASCII));
    Golden.compareReport("ping", files);
  }

  private void add(String name, PingReportContent content) {
    files.put(name + ".txt", PingReport.text(content, true, TERMINAL));
    addJson(files, name, List.of(PingDocument.of(content)));
  }

  private static PingReportContent content(
      PingQuestion question, PingResult result, Access access) {
    return new PingReportContent("server.example", question, access, result);
  }

  private static PingQuestion question(Via via, boolean eager) {
    return question(SERVER, via, eager);
  }

  private static PingQuestion toGroup() {
    return question(ip("224.0.0.1"), Via.ICMP, false);
  }

  private static PingQuestion question(InetAddress target, Via via, boolean eager) {
    return new PingQuestion(
        target,
        eth0(1500),
        via,
        PingQuestion.Shape.DEFAULT,
        new PingQuestion.Schedule(5, Nanos.SECOND, eager, 0, Nanos.SECOND, Nanos.SECOND),
        1);
  }

  private static PingResult result(int sent, int received, Incidents incidents) {
    RoundTrips times =
        new RoundTrips(
            ms(10.1),
            ms(12.5),
            ms(20.2),
            ms(1.5),
            ms(12),
            ms(19),
            ms(20),
            ms(0.7),
            ms(12.2),
            List.of(
                new Bar(ms(10), ms(12.5), 3),
                new Bar(ms(12.5), ms(15), 0),
                new Bar(ms(15), ms(20.5), 2)));
    return new PingResult(
        sent,
        received,
        ms(4005.6),
        incidents,
        Optional.of(times),
        2,
        List.of(57, 61),
        List.of(new PingResult.Responder(SERVER, received)),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static PingResult silent() {
    return new PingResult(
        3,
        0,
        ms(2003),
        NONE,
        Optional.empty(),
        0,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static PingEvent.Answer answer(
      int sequence, Manner manner, Set<Mark> marks, Optional<Damage> damage) {
    return new PingEvent.Answer(sequence, SERVER, 64, 57, ms(12.34), manner, marks, damage, 61);
  }

  private static List<PingEvent> events() {
    return List.of(
        answer(1, Manner.ECHO, Set.of(), Optional.empty()),
        answer(2, Manner.OPEN, Set.of(), Optional.empty()),
        answer(3, Manner.CLOSED, Set.of(), Optional.empty()),
        answer(4, Manner.DATAGRAM, EnumSet.allOf(Mark.class), Optional.empty()),
        answer(5, Manner.ECHO, Set.of(Mark.CHANGED), Optional.of(new Damage(16, 0x10, 0x11))),
        answer(6, Manner.ECHO, Set.of(Mark.CHANGED), Optional.of(new Damage(48, 0x30, -1))),
        answer(7, Manner.ECHO, Set.of(Mark.CHANGED), Optional.of(new Damage(56, -1, 0x38))),
        failed(8, IcmpError.unreachable(4, 1, new byte[28])),
        failed(9, IcmpError.tooBig(4, 1400, new byte[28])),
        failed(10, IcmpError.timeExceeded(4, new byte[28])),
        failed(11, IcmpError.unreachable(6, 4, new byte[48])),
        failed(12, IcmpError.tooBig(6, 1280, new byte[48])),
        failed(13, IcmpError.timeExceeded(6, new byte[48])),
        new PingEvent.Refused(14, 1600, 1500),
        new PingEvent.Refused(15, 84, 1500));
  }

  private static PingEvent failed(int sequence, IcmpError error) {
    return new PingEvent.Failed(sequence, ip("10.0.0.1"), error, ms(0.8));
  }

  private static PingEventDocument document(PingEvent event) {
    return PingEventDocument.of("server.example", question(Via.ICMP, false), event, ms(1250));
  }

  private static String lines(Style style) {
    PingLines lines =
        new PingLines(
            "server.example",
            question(Via.ICMP, false),
            address -> address.equals(SERVER) ? Optional.of("host.example") : Optional.empty(),
            style);
    StringBuilder text = new StringBuilder();
    text.append(lines.banner(Optional.empty())).append('\n');
    text.append(lines.banner(Optional.of("10.0.0.2 eth0"))).append('\n');
    events().forEach(event -> text.append(lines.line(event)).append('\n'));
    PingQuestion six =
        new PingQuestion(
            ip("2001:db8::9"),
            eth0v6(1500),
            Via.parse("udp:33434"),
            PingQuestion.Shape.DEFAULT,
            new PingQuestion.Schedule(1, Nanos.SECOND, false, 0, Nanos.SECOND, Nanos.SECOND),
            1);
    PingLines others = new PingLines("2001:db8::9", six, address -> Optional.empty(), style);
    text.append(others.banner(Optional.empty())).append('\n');
    return text.append(others.line(events().get(0))).append('\n').toString();
  }

  /** An echo of 13 bytes of data, whose odd length the checksum has to deal with. */
  private static PingReportContent explained(String source, String target) {
    InetAddress from = ip(source);
    InetAddress to = ip(target);
    int version = from.getAddress().length == 4 ? 4 : 6;
    byte[] data = new byte[13];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (0xf0 + i);
    }
    IcmpEcho request = IcmpEcho.request(version, 0x1234, 1, data);
    IcmpEcho reply = request.answered();
    int protocol = version == 4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
    Exchange exchange =
        new Exchange(
            IpPacket.unsplittable(from, to, 1, 64, new Payload(protocol, request.emit(from, to))),
            IpPacket.unsplittable(to, from, 2, 57, new Payload(protocol, reply.emit(to, from))),
            request);
    PingResult result =
        new PingResult(
            1,
            1,
            0,
            NONE,
            Optional.empty(),
            0,
            List.of(57),
            List.of(),
            List.of(),
            Optional.of(exchange),
            Optional.empty());
    return content(question(Via.ICMP, false), result, Access.CAPTURE);
  }
}
