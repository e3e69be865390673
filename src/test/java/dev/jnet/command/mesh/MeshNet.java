package dev.jnet.command.mesh;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Background;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A mesh of the sites of a {@link MeshRing}, and a broker that reaches each by a link of its own,
 * so that faults of the ring do not touch it.
 */
final class MeshNet implements AutoCloseable {
  private static final String CUT = "cut";
  private static final int SENT_PACKETS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What a command writes to /tmp ends in a folder, and /tmp is as it was. Arguments: the folder,
   * and the command.
   */
  private static final String OVER_TMP =
      """
      mount -t tmpfs tmpfs /mnt
      mkdir /mnt/written /mnt/work
      mount -t overlay -o lowerdir=/tmp,upperdir=/mnt/written,workdir=/mnt/work overlay /tmp
      folder=$1
      shift
      "$@"
      umount /tmp
      cp -a /mnt/written/. "$folder"
      """;

  private final TestNet net = TestNet.create();
  private final MeshRing ring;
  private final Host broker = net.host("broker");
  private final MeshAccounts accounts;
  private final List<Background> agents = new ArrayList<>();
  private Background server;

  MeshNet() {
    this(List.of());
  }

  /**
   * A mesh.
   *
   * @param parallel two neighboring routers between which a second link lies
   */
  MeshNet(List<Integer> parallel) {
    ring = new MeshRing(net, parallel);
    accounts =
        new MeshAccounts(
            net.file(""), IntStream.range(0, MeshRing.SITES).mapToObj(i -> "s" + i).toList());
    for (int i = 0; i < MeshRing.SITES; i++) {
      net.cable(broker, ring.host(i))
          .addresses("10.99." + i + ".1/30", "10.99." + i + ".2/30")
          .lay();
    }
  }

  /** The routers, and their faults. */
  MeshRing ring() {
    return ring;
  }

  /**
   * Has the broker keep what it stores in another folder, of which it promises 2 GB to streams,
   * however much room there is. Before the start.
   */
  MeshNet storingIn(Path folder) {
    try {
      String before = Files.readString(accounts.configuration());
      String store = "jetstream { store_dir: \"" + folder + "\", max_file_store: 2GB }";
      Files.writeString(accounts.configuration(), before.replaceFirst("jetstream \\{.*\\}", store));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Has a broker that starts from now on store nothing. */
  void storeNothing() {
    try {
      String before = Files.readString(accounts.configuration());
      Files.writeString(accounts.configuration(), before.replaceFirst("jetstream \\{.*\\}", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the broker, and an agent at each site. */
  MeshNet start() {
    Servers.on(broker).certificate("broker", certified(), 1);
    startBroker();
    mesh("list"); // makes the bucket, which no agent may
    mesh("history");
    for (int i = 0; i < MeshRing.SITES; i++) {
      agents.add(startAgent(i));
    }
    agents.forEach(MeshNet::awaitMember);
    return this;
  }

  /** All addresses of the broker. */
  private String certified() {
    return IntStream.range(0, MeshRing.SITES)
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
    return ring.host(i)
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
            MeshRing.site(i, 4) + "," + MeshRing.site(i, 6));
  }

  void restartAgent(int i) {
    agents.set(i, startAgent(i));
    awaitMember(agents.get(i));
  }

  private static void awaitMember(Background agent) {
    // four JVMs that start together take their time on a busy machine
    Wait.until(PATIENCE, () -> agent.err().contains("is a member"), agent::err);
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
    String statistics = ring.host(0).run("cat", "/proc/net/dev").orThrow().out();
    return statistics
        .lines()
        .filter(each -> each.contains(":") && !each.contains("lo:"))
        .mapToLong(each -> Long.parseLong(each.strip().split("[ :]+", -1)[SENT_PACKETS]))
        .sum();
  }

  /** What a controller says on the broker's host: within this process, or the binary's. */
  Outcome mesh(String action, String... options) {
    if (Installation.isBinary()) {
      return startMesh(action, options).await(PATIENCE);
    }
    return broker.inside(() -> InProcess.jnet(words(action, options)));
  }

  private String[] words(String action, String... options) {
    List<String> words = new ArrayList<>(List.of("mesh", action, "--nats", "tls://127.0.0.1:4222"));
    words.addAll(List.of("--creds", accounts.seed(MeshAccounts.CONTROLLER).toString()));
    words.addAll(List.of("--tls-ca", net.file("ca.pem").toString()));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  /** A controller's answer, with a folder of its own for temporary files. */
  Outcome meshWith(Path temporary, String action, String... options) {
    if (Installation.isBinary()) { // its temporary files are in /tmp, whatever it is told
      List<String> words = new ArrayList<>(List.of("sh", "-ec", OVER_TMP, "sh"));
      words.add(temporary.toString());
      words.add(Installation.launcher(Privilege.ROOT).toString());
      words.addAll(List.of(words(action, options)));
      return broker.start(Privilege.ROOT, Map.of(), words).await(PATIENCE);
    }
    Map<String, String> environment = new TreeMap<>(Installation.ENVIRONMENT);
    environment.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    return startMesh(environment, action, options).await(PATIENCE);
  }

  /** A controller at a site that starts a round every two seconds. */
  Background startRoundsAt(int site) {
    String jnet = Installation.launcher(Privilege.ROOT).toString();
    List<String> words = new ArrayList<>(List.of(jnet));
    words.addAll(List.of(words("matrix", "--every", "2s", "--json")));
    words.replaceAll(each -> each.replace("127.0.0.1", "10.99." + site + ".1"));
    return ring.host(site).start(Privilege.ROOT, Installation.ENVIRONMENT, words);
  }

  /** A controller on the broker's host. */
  Background startMesh(String action, String... options) {
    return startMesh(Installation.ENVIRONMENT, action, options);
  }

  private Background startMesh(Map<String, String> environment, String action, String... options) {
    List<String> words = new ArrayList<>();
    words.add(Installation.launcher(Privilege.ROOT).toString());
    words.addAll(List.of(words(action, options)));
    return broker.start(Privilege.ROOT, environment, words);
  }

  /** Cuts a site off from the broker, or joins it again. */
  void cut(int site, boolean isCut) {
    Host host = ring.host(site);
    if (isCut) {
      host.nft(
          "table inet %s {\nchain c {\ntype filter hook input priority 0\nip saddr 10.99.0.0/16 drop\n}\n}"
              .formatted(CUT));
    } else {
      host.run("nft", "delete", "table", "inet", CUT).orThrow();
    }
  }

  @Override
  public void close() {
    net.close();
  }
}
