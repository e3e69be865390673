package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.mesh.Arrival;
import dev.jnet.mesh.FlowResult;
import dev.jnet.mesh.Measurement;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.Order;
import dev.jnet.mesh.OrderRules;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.ReceivedTrains;
import dev.jnet.mesh.RouterReport;
import dev.jnet.mesh.TrainPacket;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Origin;
import dev.jnet.report.Style;
import dev.jnet.report.mesh.MembersReport;
import dev.jnet.report.mesh.MeshDocument;
import dev.jnet.report.mesh.MeshPage;
import dev.jnet.report.mesh.MeshReport;
import dev.jnet.report.mesh.MeshReportContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What hostile members of a mesh say to others: each message is dropped, or all that follows from
 * it ends and can be printed.
 */
class MeshFuzz {
  private static final String[] NAMES = {"a", "b", "c", "*", "a.b", ">", "", "\u001b[31m"};
  private static final String[] TEXTS = {
    "192.0.2.1", "192.0.2.2", "192.0.2.5", "192.0.2.6", "2001:db8::1", "", "x", "\u001b[31m\r\n<b>"
  };
  private static final int[] NUMBERS = {0, 1, 2, 4, 6, 68, 1280, 1400, 1401, 1500, 65_535, -1};
  private static final int MAX_TRAINS = 20;

  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(MeshFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyMember(byte[] bytes) {
    Script script = new Script(bytes);
    switch (script.choice(5)) {
      case 0 -> bytes(script.rest());
      case 1 -> text(script);
      case 2 -> round(script);
      case 3 -> measurement(script);
      default -> order(script);
    }
  }

  /** Any bytes, as each kind of message. */
  private static void bytes(byte[] message) {
    Messages.member(message).ifPresent(member -> print(List.of(member)));
    Messages.result(message).ifPresent(result -> print(List.of(), List.of(result)));
    Messages.heardAnswer(message).ifPresent(answer -> answer.unpacked());
    Messages.heardQuestion(message);
    Messages.order(message);
  }

  /** JSON of the right names, with any values. */
  private static void text(Script script) {
    String[] keys = {
      "name",
      "addresses",
      "address",
      "port",
      "version",
      "mtu",
      "id",
      "deadline",
      "to",
      "from",
      "family",
      "flows",
      "flow",
      "arrivals",
      "token",
      "refused",
      "path",
      "pathMtu",
      "rttNanos"
    };
    String[] values = {
      "null",
      "1",
      "-1",
      "4",
      "1e400",
      "0.5",
      "99999999999999999999",
      "\"a\"",
      "\"192.0.2.1\"",
      "[]",
      "[null]",
      "[1,-1]",
      "{}",
      "[{}]",
      "true",
      "\"\\u001b\"",
      "\"\\ud800\""
    };
    StringBuilder json = new StringBuilder("{");
    while (!script.atEnd()) {
      json.append(json.length() > 1 ? "," : "")
          .append('"')
          .append(keys[script.choice(keys.length)])
          .append("\":")
          .append(values[script.choice(values.length)]);
    }
    bytes(json.append('}').toString().getBytes(StandardCharsets.UTF_8));
  }

  private static int number(Script script) {
    int choice = script.choice(NUMBERS.length + 2);
    return choice < NUMBERS.length ? NUMBERS[choice] : script.u16();
  }

  private static Integer orNull(Script script) {
    return script.flag() ? Integer.valueOf(number(script)) : null;
  }

  private static String name(Script script) {
    return NAMES[script.choice(4) == 0 ? script.choice(NAMES.length) : script.choice(3)];
  }

  private static String word(Script script) {
    return TEXTS[script.choice(4) == 0 ? script.choice(TEXTS.length) : script.choice(4)];
  }

  private static List<String> words(Script script) {
    return Stream.generate(() -> word(script)).limit(script.choice(6)).toList();
  }

  /** A member, as others read it: only one that they believe. */
  private static Optional<Member> member(Script script) {
    List<Member.Address> addresses =
        words(script).stream()
            .limit(3)
            .map(each -> new Member.Address(each, number(script)))
            .toList();
    String version = script.flag() ? word(script) : null;
    return Messages.member(
        Messages.bytes(new Member(name(script), addresses, version, number(script), 0, 0)));
  }

  private static Optional<PairResult> result(Script script) {
    List<FlowResult> flows = Stream.generate(() -> flow(script)).limit(script.choice(3)).toList();
    return Messages.result(
        Messages.bytes(
            new PairResult(
                name(script),
                name(script),
                script.flag() ? 4 : 6,
                number(script),
                script.flag() ? Long.valueOf(number(script)) : null,
                flows,
                script.choice(4) == 0 ? word(script) : null)));
  }

  private static FlowResult flow(Script script) {
    return new FlowResult(
        number(script),
        orNull(script),
        orNull(script),
        number(script),
        script.flag() ? word(script) : null,
        script.flag() ? Long.valueOf(script.u32()) : null,
        number(script),
        number(script),
        number(script),
        number(script),
        orNull(script),
        words(script),
        script.flag());
  }

  /** The members' results of a round. */
  private static void round(Script script) {
    List<Member> members = new ArrayList<>();
    List<PairResult> results = new ArrayList<>();
    while (!script.atEnd() && results.size() < 40) {
      member(script).ifPresent(members::add);
      result(script).ifPresent(results::add);
    }
    print(members);
    print(members, results);
  }

  private static void print(List<Member> members) {
    Fuzzing.printable(MembersReport.text(members, Style.PLAIN));
    Fuzzing.printable(MembersReport.names(members));
    Fuzzing.printable(JsonLines.of(MeshDocument.ofMembers(members)));
  }

  private static void print(List<Member> members, List<PairResult> results) {
    MeshReportContent content = MeshReportContent.of(members, results, Map.of());
    Fuzzing.printable(MeshReport.text(content, Style.PLAIN));
    Fuzzing.printable(MeshReport.bare(content));
    Fuzzing.printable(JsonLines.of(MeshDocument.of(content)));
    String page = MeshPage.of(content, new Origin("", "", ""));
    Fuzzing.printable(page);
    if (page.contains("<b>")) {
      throw new AssertionError("a member's text is markup:\n" + page);
    }
  }

  /** A measurement to which the receiver and routers say anything. */
  private static void measurement(Script script) {
    int family = script.flag() ? 4 : 6;
    int flows = 1 + script.choice(Order.MAX_FLOWS);
    Measurement measurement = new Measurement(family, 1280 + script.choice(256), flows);
    int trains = 0;
    for (List<TrainPacket> train = measurement.next();
        !train.isEmpty();
        train = measurement.next()) {
      if (++trains > MAX_TRAINS) {
        throw new AssertionError("a measurement without end");
      }
      List<RouterReport> reports = new ArrayList<>();
      for (int i = script.choice(8); i > 0; i--) {
        TrainPacket packet = train.get(script.u16() % train.size());
        reports.add(new RouterReport(packet, TEXTS[script.choice(5)], script.flag(), script.u32()));
      }
      List<Long> said = new ArrayList<>();
      for (int i = script.choice(32); i > 0; i--) {
        said.add((long) train.get(script.u16() % train.size()).number() << 17 | script.u32());
      }
      measurement.learn(train, arrivals(said), reports);
    }
    List<FlowResult> met = measurement.flows();
    String told = new String(Messages.bytes(met.get(0)), StandardCharsets.UTF_8);
    PairResult result = new PairResult("a", "b", family, 1500, null, met, null);
    if (Messages.result(Messages.bytes(result)).isEmpty()) {
      throw new AssertionError("others would drop what a member measured: " + told);
    }
  }

  private static List<Arrival> arrivals(List<Long> packed) {
    String json =
        packed.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(",", "{\"arrivals\":[", "]}"));
    return Messages.heardAnswer(json.getBytes(StandardCharsets.UTF_8)).orElseThrow().unpacked();
  }

  /** An order to a member, and packets that claim to be of others' trains. */
  private static void order(Script script) {
    OrderRules rules = new OrderRules("a", address -> script.flag());
    ReceivedTrains trains = new ReceivedTrains();
    Map<String, Member> members =
        Stream.generate(() -> member(script))
            .limit(4)
            .flatMap(Optional::stream)
            .collect(Collectors.toMap(Member::name, each -> each, (one, other) -> one));
    while (!script.atEnd()) {
      Order order =
          new Order(word(script), number(script), name(script), number(script), number(script));
      Messages.order(Messages.bytes(order))
          .filter(each -> !rules.isDuplicate(each))
          .flatMap(
              each ->
                  rules.refusal(
                      each,
                      Optional.ofNullable(members.get(each.to())),
                      script.u16(),
                      script.u32()))
          .ifPresent(why -> Fuzzing.printable(why));
      byte[] bytes = script.bytes(script.u8());
      trains.take(
          new Frame(
              script.flag() ? LinkType.ETHERNET : LinkType.RAW_IP,
              bytes,
              bytes.length,
              script.u32(),
              false));
      trains.takeOut(script.u32());
    }
  }
}
