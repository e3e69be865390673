package dev.jnet.command.mesh;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Cable;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sites around a ring of routers with one chord, and a broker that reaches each site by a link of
 * its own, so that faults of the ring do not touch it.
 *
 * <p>Site i is 10.1.i.10, its router 10.1.i.1. The link from router i to the next one is
 * 10.2.i.0/30, with the addresses .1 and .2.
 */
final class MeshNet implements AutoCloseable {
  private static final String FAULTS = "faults";
  private static final int SENT_PACKETS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestNet net = TestNet.create();
  private final int size;
  private final Host broker;
  private final MeshAccounts accounts;
  private final List<Host> routers = new ArrayList<>();
  private final List<Host> sites = new ArrayList<>();
  private final List<Background> agents = new ArrayList<>();
  private final Map<Integer, List<int[]>> neighbors = new TreeMap<>();
  private Background server;

  MeshNet(int size) {
    this.size = size;
    broker = net.host("broker");
    accounts =
        new MeshAccounts(net.file(""), IntStream.range(0, size).mapToObj(i -> "s" + i).toList());
    for (int i = 0; i < size; i++) {
      routers.add(net.router("r" + i).talkative());
      sites.add(net.host("s" + i));
    }
    for (int i = 0; i < size; i++) {
      net.cable(routers.get(i), sites.get(i)).addresses(router(i) + "/24", site(i) + "/24").lay();
      net.cable(broker, sites.get(i))
          .addresses("10.99." + i + ".1/30", "10.99." + i + ".2/30")
          .lay();
      sites.get(i).ip("route add 10.0.0.0/8 via " + router(i));
    }
    for (int i = 0; i < size; i++) {
      link(i, i, (i + 1) % size);
    }
    link(size, 0, size / 2);
    routes();
  }

  private void link(int number, int left, int right) {
    Cable cable =
        net.cable(routers.get(left), routers.get(right))
            .addresses(end(number, 1) + "/30", end(number, 2) + "/30")
            .lay();
    interfaces.put(left + ">" + right, cable.farInterface());
    interfaces.put(right + ">" + left, cable.nearInterface());
    neighbors.computeIfAbsent(left, each -> new ArrayList<>()).add(new int[] {right, number, 2});
    neighbors.computeIfAbsent(right, each -> new ArrayList<>()).add(new int[] {left, number, 1});
  }

  /** The interface by which the packets of a directed link come in. */
  private final Map<String, String> interfaces = new TreeMap<>();

  private static String site(int i) {
    return "10.1." + i + ".10";
  }

  /** The address that stands for a router: the smallest of those that traces show. */
  static String router(int i) {
    return "10.1." + i + ".1";
  }

  private static String end(int number, int last) {
    return "10.2." + number + "." + last;
  }

  /** Each router sends to each site by the fewest hops. */
  private void routes() {
    for (int goal = 0; goal < size; goal++) {
      boolean[] reached = new boolean[size];
      reached[goal] = true;
      ArrayDeque<Integer> next = new ArrayDeque<>(List.of(goal));
      while (!next.isEmpty()) {
        int near = next.remove();
        for (int[] far : neighbors.get(near)) {
          if (!reached[far[0]]) {
            reached[far[0]] = true;
            // from the far router the near end of the link is the next hop
            String via = end(far[1], far[2] == 1 ? 2 : 1);
            routers.get(far[0]).ip("route add 10.1." + goal + ".0/24 via " + via);
            next.add(far[0]);
          }
        }
      }
    }
  }

  /** Starts the broker, and an agent at each site. */
  MeshNet start() {
    Servers.on(broker).certificate("broker", certified(), 1);
    startBroker();
    mesh("list"); // makes the bucket, which no agent may
    mesh("history");
    for (int i = 0; i < size; i++) {
      agents.add(startAgent(i));
    }
    agents.forEach(MeshNet::awaitMember);
    return this;
  }

  /** All addresses of the broker. */
  private String certified() {
    return IntStream.range(0, size)
        .mapToObj(i -> ",IP:10.99." + i + ".1")
        .collect(Collectors.joining("", "IP:127.0.0.1", ""));
  }

  void startBroker() {
    server =
        broker.start(
            Servers.program("nats-server"),
            "-c",
            accounts.configuration().toString(),
            "-p",
            "4222");
    server.awaitOutput("Server is ready", () -> server.err().contains("Server is ready"));
  }

  void killBroker() {
    server.signal("KILL");
    server.await(PATIENCE);
  }

  private Background startAgent(int i) {
    return sites
        .get(i)
        .startJnet(
            Privilege.ROOT,
            "mesh",
            "agent",
            "--nats",
            "tls://10.99." + i + ".1:4222",
            "--creds",
            accounts.seed("s" + i).toString(),
            "--tls-ca",
            net.file("ca.pem").toString(),
            "--name",
            "s" + i,
            "--address",
            site(i));
  }

  void restartAgent(int i) {
    agents.set(i, startAgent(i));
    awaitMember(agents.get(i));
  }

  private static void awaitMember(Background agent) {
    agent.awaitOutput("is a member", () -> agent.err().contains("is a member"));
  }

  /** A page of a server on the broker's host. */
  String get(String url) {
    return broker.run("curl", "-sf", url).orThrow().out();
  }

  /** What the agents have complained about. */
  String complaints() {
    return agents.stream().map(each -> each.err()).collect(Collectors.joining("--\n"));
  }

  Background agent(int i) {
    return agents.get(i);
  }

  /** Kills the broker while members measure, and starts it again. */
  void restartBrokerInMidRound() {
    Wait.until(PATIENCE, this::isMeasuring, () -> "no member measures");
    killBroker();
    startBroker();
  }

  /** Whether the first site sends trains: its interface has sent many packets more. */
  private boolean isMeasuring() {
    long before = sent();
    Wait.pause(Duration.ofMillis(20));
    return sent() - before > 20;
  }

  private long sent() {
    String statistics = sites.get(0).run("cat", "/proc/net/dev").orThrow().out();
    return statistics
        .lines()
        .filter(each -> each.contains(":") && !each.contains("lo:"))
        .mapToLong(each -> Long.parseLong(each.strip().split("[ :]+", -1)[SENT_PACKETS]))
        .sum();
  }

  /** What a controller says on the broker's host. */
  Outcome mesh(String action, String... options) {
    return startMesh(action, options).await(PATIENCE);
  }

  /** A controller's answer, with a folder of its own for temporary files. */
  Outcome meshWith(Path temporary, String action, String... options) {
    Map<String, String> environment = new TreeMap<>(Installation.ENVIRONMENT);
    environment.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    return startMesh(environment, action, options).await(PATIENCE);
  }

  /** A controller on the broker's host. */
  Background startMesh(String action, String... options) {
    return startMesh(Installation.ENVIRONMENT, action, options);
  }

  private Background startMesh(Map<String, String> environment, String action, String... options) {
    List<String> words = new ArrayList<>();
    words.add(Installation.launcher(Privilege.ROOT).toString());
    words.addAll(List.of("mesh", action, "--nats", "tls://127.0.0.1:4222"));
    words.addAll(List.of("--creds", accounts.seed(MeshAccounts.CONTROLLER).toString()));
    words.addAll(List.of("--tls-ca", net.file("ca.pem").toString()));
    words.addAll(List.of(options));
    return broker.start(Privilege.ROOT, environment, words);
  }

  /**
   * Gives the packets of a directed link a fault at its end.
   *
   * @param rule of nft, such as {@code meta length > 1400 drop}
   */
  void fault(int from, int to, String rule) {
    routers
        .get(to)
        .nft(
            ("table inet %s {\nchain c {\ntype filter hook prerouting priority -150\n"
                    + "iifname \"%s\" %s\n}\n}")
                .formatted(FAULTS, interfaces.get(from + ">" + to), rule));
  }

  void mend(int to) {
    routers.get(to).run("nft", "delete", "table", "inet", FAULTS).orThrow();
  }

  @Override
  public void close() {
    net.close();
  }
}
