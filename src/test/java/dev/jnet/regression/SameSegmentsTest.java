package dev.jnet.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.KernelSweep;
import dev.jnet.handshake.PortSweep;
import dev.jnet.lab.Lab;
import dev.jnet.lab.TopologyParser;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Tally;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.walk.conversation.Conversation;
import dev.jnet.walk.conversation.ConversationQuestion;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Talk;
import dev.jnet.walk.greeting.GreetingTalk;
import dev.jnet.walk.http.BodySink;
import dev.jnet.walk.http.HttpTalk;
import dev.jnet.walk.url.Url;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The segments that jnet's TCP sends, at which time and with which numbers, and the results, on
 * practice networks of many kinds. The file of hashes is written anew with {@code
 * -Djnet.golden=write}; {@code -Djnet.golden=DIRECTORY} writes whole traces there, for {@code
 * diff}.
 */
class SameSegmentsTest {
  private static final Path HASHES = Path.of("src/test/resources/dev/jnet/regression/segments.txt");
  static final Port LOCAL_PORT = new Port(50_000);
  private static final String GET = "GET / HTTP/1.0\r\n\r\n";

  private static final Map<String, String> WAYS =
      new TreeMap<>(
          Map.of(
              "plain", "delay 5ms",
              "lossy", "delay 5ms loss 10%",
              "very-lossy", "delay 5ms loss 35%",
              "disorderly", "delay 5ms jitter 3ms duplicate 10% reorder 20%",
              "hole", "delay 5ms hole 1000",
              "hole-back", "delay 5ms back hole 1000",
              "narrow", "delay 5ms mtu 1300",
              "slow", "delay 20ms rate 1M"));

  private static String net(String way) {
    return "title servers\n"
        + "client here 192.0.2.2/24 2001:db8::2/64\n"
        + "router r 192.0.2.1/24 2001:db8::1/64\n"
        + "router clamp 203.0.113.1 2001:db8:ff::1 clamp-mss 1240\n"
        + "host server 198.51.100.1/24 2001:db8:1::1/64 http 80 listens 81 never-closes 82"
        + " resets 83 filtered 84\n"
        + "host clamped 198.51.101.1/24 2001:db8:2::1/64 http 80\n"
        + "link here r\n"
        + "link r server "
        + way
        + "\n"
        + "link r clamp delay 1ms\n"
        + "link clamp clamped "
        + way
        + "\n";
  }

  /** A place on a practice network, and the link to it. */
  private record Place(Lab lab, InetAddress target, FirstHop hop) {
    static Place of(String way, String host, int version, long seed) throws LinkException {
      Lab lab = Lab.of(TopologyParser.parse("test", net(way)), seed);
      InetAddress target =
          lab.resolve(host).stream()
              .filter(each -> Addresses.version(each) == version)
              .findFirst()
              .orElse(Addresses.literal(version == 4 ? "198.51.100.9" : "2001:db8:1::9"));
      return new Place(lab, target, lab.firstHop(target));
    }

    SocketPair ends(int port) {
      return new SocketPair(hop.source(), LOCAL_PORT, target, new Port(port));
    }
  }

  private static <R> R run(Link link, Trace trace, dev.jnet.probe.Diagnosis<R> diagnosis)
      throws LinkException {
    return new Prober(new RecordingLink(link, trace), Pace.unlimited(), () -> false)
        .run(diagnosis, link.now() + 300 * Nanos.SECOND);
  }

  private static ConversationQuestion question(
      InetAddress target, int port, FirstHop hop, long seed) {
    TcpSettings settings =
        TcpSettings.linux(Addresses.version(target), hop.mtu())
            .withBuffers(4 << 20, 1 << 16)
            .withPatience(Nanos.SECOND, 3, 8);
    return new ConversationQuestion(
        target,
        new Port(port),
        hop,
        LOCAL_PORT,
        settings,
        5 * Nanos.SECOND,
        Nanos.FOREVER / 4,
        seed);
  }

  private static Trace converse(Place place, int port, Talk talk, long seed) throws LinkException {
    Trace trace = new Trace();
    ConversationQuestion question = question(place.target(), port, place.hop(), seed);
    ConversationResult result = run(place.lab().link(), trace, new Conversation(question, talk));
    trace.result(result);
    trace.line("finished " + talk.finished() + ", failed " + talk.failed());
    return trace;
  }

  private static Trace shake(Place place, List<Integer> ports, String data, long seed)
      throws LinkException {
    Trace trace = new Trace();
    HandshakeQuestion question = handshake(place, data.equals("half"), data, seed);
    Link link = place.lab().link();
    run(link, trace, new PortSweep(question, ports, inOrder -> {})).forEach(trace::result);
    return trace;
  }

  private static HandshakeQuestion handshake(Place place, boolean half, String data, long seed) {
    return new HandshakeQuestion(
        place.target(),
        new Port(ports().get(0)),
        place.hop(),
        LOCAL_PORT,
        TcpSettings.linux(Addresses.version(place.target()), place.hop().mtu())
            .withPatience(Nanos.SECOND, 3, 8),
        half,
        half ? new byte[0] : data.getBytes(StandardCharsets.US_ASCII),
        60,
        3 * Nanos.SECOND,
        seed);
  }

  private static List<Integer> ports() {
    return List.of(80, 81, 82, 83, 84, 85);
  }

  /** This machine's kernel connects, and we watch. */
  private static Trace watch(Place place, String data, long seed) throws LinkException {
    Link link = place.lab().link();
    Trace trace = new Trace();
    Map<Integer, SimulatedKernel> kernel = new TreeMap<>();
    KernelSweep sweep =
        new KernelSweep(
            handshake(place, false, data, seed),
            ports(),
            Nanos.MILLISECOND,
            port ->
                kernel.computeIfAbsent(
                    port, each -> new SimulatedKernel(link, place.hop(), place.ends(each))),
            inOrder -> {});
    long end = link.now() + 120 * Nanos.SECOND;
    while (!sweep.done() && link.now() < end) {
      sweep.next(link.now());
      long wakeAt = Math.min(sweep.wakeAt(), end);
      for (SimulatedKernel each : kernel.values()) {
        each.send();
        wakeAt = Math.min(wakeAt, each.wakeAt());
      }
      Optional<Frame> frame = link.receive(Math.max(link.now(), wakeAt));
      if (frame.isPresent()) {
        trace.frame(frame.get());
        kernel.values().forEach(each -> each.take(frame.get()));
        sweep.overhear(frame.get());
      }
    }
    sweep.result().forEach(trace::result);
    Tally tally = sweep.tally();
    trace.line(
        String.format(
            "tally Tally[sent=%d, received=%d, unmatched=%d, uncaptured=%d]",
            tally.sent(), tally.received(), tally.unmatched(), tally.uncaptured()));
    return trace;
  }

  /** A server that speaks in lines: its answers in their order, the first one unasked. */
  private static TalkingServer.Program lines(boolean closes, String... answers) {
    return new TalkingServer.Program() {
      private int said;

      @Override
      public byte[] says(byte[] heard) {
        boolean mayTalk = said == 0 || heard.length > 0;
        return mayTalk && said < answers.length
            ? answers[said++].getBytes(StandardCharsets.US_ASCII)
            : new byte[0];
      }

      @Override
      public boolean closes() {
        return closes && said == answers.length;
      }
    };
  }

  private static Trace greet(
      Url.Scheme scheme, TalkingServer.Program program, double loss, long seed)
      throws LinkException {
    Trace trace = new Trace();
    Talk talk = new GreetingTalk(scheme, "[192.0.2.2]");
    TalkingServer server = new TalkingServer(new Port(scheme.port()), program, loss, seed);
    ConversationQuestion question =
        question(TalkingServer.SERVER, scheme.port(), TalkingServer.HOP, seed);
    trace.result(run(server, trace, new Conversation(question, talk)));
    trace.line(((GreetingTalk) talk).transcript().toString());
    return trace;
  }

  private static Talk get(String path) {
    return new HttpTalk(Url.parse("http://server" + path), "test", BodySink.none(), Long.MAX_VALUE);
  }

  private static Map<String, Trace> cases() throws LinkException {
    Map<String, Trace> cases = new TreeMap<>();
    for (var way : WAYS.entrySet()) {
      for (int version : new int[] {4, 6}) {
        for (long seed : new long[] {1, 0xfeed_beef_1234_5678L, -7}) {
          String name = way.getKey() + ", IPv" + version + ", seed " + seed;
          String how = way.getValue();
          for (String path : List.of("/", "/60000")) {
            cases.put(
                "http " + path + ": " + name,
                converse(Place.of(how, "server", version, seed), 80, get(path), seed));
          }
          cases.put(
              "http clamped: " + name,
              converse(Place.of(how, "clamped", version, seed), 80, get("/30000"), seed));
          for (int port : new int[] {81, 82, 83, 84, 85}) {
            cases.put(
                "http to " + port + ": " + name,
                converse(Place.of(how, "server", version, seed), port, get("/"), seed));
          }
          cases.put(
              "closing to 81: " + name,
              converse(Place.of(how, "server", version, seed), 81, new Monologue(9_000), seed));
          cases.put(
              "closing to 82: " + name,
              converse(Place.of(how, "server", version, seed), 82, new Monologue(90_000), seed));
          cases.put(
              "nobody there: " + name,
              converse(Place.of(how, "nobody", version, seed), 80, get("/"), seed));
          for (String data : List.of("", "half", GET)) {
            String sent = data.equals(GET) ? "GET" : data;
            cases.put(
                "handshake " + sent + ": " + name,
                shake(Place.of(how, "server", version, seed), ports(), data, seed));
          }
          cases.put(
              "handshake big: " + name,
              shake(Place.of(how, "server", version, seed), ports(), "x".repeat(5_000), seed));
          cases.put(
              "handshake nobody: " + name,
              shake(Place.of(how, "nobody", version, seed), List.of(80), "", seed));
          if (version == 4) {
            cases.put("kernel: " + name, watch(Place.of(how, "server", 4, seed), "", seed));
            cases.put("kernel GET: " + name, watch(Place.of(how, "server", 4, seed), GET, seed));
            cases.put(
                "kernel big: " + name,
                watch(Place.of(how, "server", 4, seed), "x".repeat(5_000), seed));
            cases.put("kernel nobody: " + name, watch(Place.of(how, "nobody", 4, seed), "", seed));
          }
        }
      }
    }
    for (double loss : new double[] {0, 0.2}) {
      for (long seed : new long[] {1, 2, 3}) {
        String name = ": loss " + loss + ", seed " + seed;
        cases.put(
            "ssh" + name, greet(Url.Scheme.SSH, lines(false, "SSH-2.0-test\r\n"), loss, seed));
        cases.put(
            "smtp" + name,
            greet(
                Url.Scheme.SMTP,
                lines(true, "220 mail\r\n", "250-mail\r\n250 SIZE\r\n", "221 bye\r\n"),
                loss,
                seed));
        cases.put(
            "smtp that refuses" + name,
            greet(Url.Scheme.SMTP, lines(false, "554 no\r\n"), loss, seed));
        cases.put(
            "ftp" + name,
            greet(
                Url.Scheme.FTP,
                lines(true, "220 files\r\n", "211-F\r\n EPSV\r\n211 End\r\n", "221 bye\r\n"),
                loss,
                seed));
        cases.put(
            "ftp that makes no sense" + name,
            greet(Url.Scheme.FTP, lines(false, "HTTP/1.1 400 Bad\r\n"), loss, seed));
        cases.put("ssh that is silent" + name, greet(Url.Scheme.SSH, lines(false), loss, seed));
      }
    }
    return cases;
  }

  @Test
  void sendsTheSameSegmentsAsBeforeAndComesToTheSameResults() throws IOException {
    Map<String, Trace> cases = cases();
    List<String> hashes = new ArrayList<>();
    cases.forEach((name, trace) -> hashes.add(trace.hash() + " " + name));
    String golden = System.getProperty("jnet.golden", "");
    if (golden.equals("write")) {
      Files.createDirectories(HASHES.getParent());
      Files.write(HASHES, hashes);
    } else if (!golden.isEmpty()) {
      Files.createDirectories(Path.of(golden));
      for (var each : cases.entrySet()) {
        Files.write(
            Path.of(golden, each.getKey().replaceAll("[^A-Za-z0-9.-]+", "_")),
            each.getValue().lines());
      }
    }
    assertEquals(String.join("\n", Files.readAllLines(HASHES)), String.join("\n", hashes));
  }

  /** Sends so many bytes, hears nothing, and closes. */
  private static final class Monologue implements Talk {
    private final int length;
    private boolean said;

    Monologue(int length) {
      this.length = length;
    }

    @Override
    public byte[] outgoing(long now) {
      byte[] data = new byte[said ? 0 : length];
      said = true;
      return data;
    }

    @Override
    public void incoming(byte[] data, long at) {}

    @Override
    public void ended(long at) {}

    @Override
    public long steps() {
      return 0;
    }

    @Override
    public boolean finished() {
      return said;
    }

    @Override
    public boolean failed() {
      return false;
    }
  }
}
