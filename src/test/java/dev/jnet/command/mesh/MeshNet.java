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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sites around a ring of routers with one chord, and a broker that reaches each site by a link of
 * its own, so that faults of the ring do not touch it.
 *
 * <p>Site i is 10.1.i.10, its router 10.1.i.1. The link from router i to the next one is
 * 10.2.i.0/30, with the addresses .1 and .2.
 */
final class MeshNet implements AutoCloseable {
  private static final String FAULTS = "faults";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Members are back by then: they wait half a second, and up to a second by chance. */
  private static final Duration RECONNECTED = Duration.ofSeconds(3);

  private final TestNet net = TestNet.create();
  private final int size;
  private final Host broker;
  private final List<Host> routers = new ArrayList<>();
  private final List<Host> sites = new ArrayList<>();
  private final List<Background> agents = new ArrayList<>();
  private final Map<Integer, List<int[]>> neighbors = new TreeMap<>();
  private Background server;

  MeshNet(int size) {
    this.size = size;
    broker = net.host("broker");
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
    startBroker();
    for (int i = 0; i < size; i++) {
      agents.add(startAgent(i));
    }
    agents.forEach(MeshNet::awaitMember);
    return this;
  }

  void startBroker() {
    server =
        broker.start(
            Servers.program("nats-server"),
            "-js",
            "-sd",
            net.file("jetstream").toString(),
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
            "nats://10.99." + i + ".1:4222",
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

  /** Waits until so many members answer orders again. */
  void awaitMembers(int number) {
    Wait.pause(RECONNECTED);
    Wait.until(
        PATIENCE,
        () -> mesh("list", "-q").out().lines().count() >= number,
        () -> "fewer than " + number + " members");
  }

  Background agent(int i) {
    return agents.get(i);
  }

  /** What a controller says on the broker's host. */
  Outcome mesh(String action, String... options) {
    List<String> words = new ArrayList<>();
    words.add(Installation.launcher(Privilege.ROOT).toString());
    words.addAll(List.of("mesh", action, "--nats", "nats://127.0.0.1:4222"));
    words.addAll(List.of(options));
    return broker.start(Privilege.ROOT, Installation.ENVIRONMENT, words).await(PATIENCE);
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
