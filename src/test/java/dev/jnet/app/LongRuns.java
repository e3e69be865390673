package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.console.ExitCode;
import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs that would take much longer than a test waits, and what is to be told by them. */
final class LongRuns {
  /** A change is noticed within a second, and the machine may be busy with other tests. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** These ports answer nothing, so that who waits for them waits long. */
  private static final String SILENT = "8080-8082";

  private final Host client;
  private final List<Run> runs = new ArrayList<>();

  /** One of them, and a part of its answer that is known when the change comes. */
  private record Run(Background process, String partial) {}

  private LongRuns(Host client) {
    this.client = client;
  }

  /** A server that answers on port 80 in the usual way, on 81 with silence, and from 8080 not. */
  private static void prepare(Chain chain) {
    chain.client().sysctl("net.ipv4.ping_group_range", "0 2147483647");
    chain.router(1).talkative(); // four traces at once would exceed what it may say to one host
    Servers.on(chain.server()).web(80);
    Servers.on(chain.server())
        .python(
            """
            import socket, time
            s = socket.create_server(('::', 81), family=socket.AF_INET6, dualstack_ipv6=True)
            print('ready', flush=True)
            kept = []
            while True: kept.append(s.accept())
            """);
    chain
        .server()
        .nft(
            "table inet silent { chain in { type filter hook input priority 0;\n"
                + "tcp dport "
                + SILENT
                + " drop\n}\n}");
  }

  private void add(Privilege privilege, String partial, String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.add("-v");
    runs.add(new Run(client.startJnet(privilege, line.toArray(new String[0])), partial));
  }

  /** What follows a route to the server: with capturing, and without; of both IP versions. */
  static LongRuns probing(Chain chain) {
    prepare(chain);
    LongRuns all = new LongRuns(chain.client());
    all.probe(chain.server().ipv4());
    all.probe(chain.server().ipv6());
    return all;
  }

  private void probe(String target) {
    boolean six = target.contains(":");
    String router = six ? "2001:db8::2" : "198.18.0.2";
    String host = six ? "[" + target + "]" : target;
    for (Privilege privilege : List.of(Privilege.ROOT, Privilege.NONE)) {
      add(privilege, "icmp_seq=1 ", "ping", "-i", "0.2", target);
      add(privilege, "path MTU", "mtu", "--rate", "0.1", "-w", "60", target);
      add(privilege, router, "trace", "-n", "--rate", "2", target);
      String rate = privilege == Privilege.ROOT ? "2" : "0.1"; // the latter's are mtu's probes
      add(privilege, six ? "1440" : "1460", "mss", "--rate", rate, "-w", "60", host + ":80");
    }
    add(Privilege.NONE, router, "trace", "-n", "--via", "udp", "--rate", "2", target);
    add(Privilege.NONE, "closed", "handshake", "-w", "60", host + ":79," + SILENT);
    add(Privilege.ROOT, "closed", "handshake", "--rate", "5", host + ":1-79");
    add(Privilege.ROOT, "closed", "handshake", "--kernel", "--rate", "5", host + ":1-79");
    add(Privilege.ROOT, "SYN-ACK", "walk", "-W", "60", "http://" + host + ":81/");
  }

  /** What looks at the first link, whatever lies behind it; and many targets. */
  LongRuns andOfTheLink(TestNet net, Chain chain) {
    Path targets = net.file("targets");
    String server = chain.server().ipv4();
    try {
      Files.writeString(targets, server + "\n" + chain.router(1).ipv4() + "\n198.18.1.99\n");
      Files.setPosixFilePermissions(
          targets.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(targets, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String some = "of 3 targets were answered by then";
    add(Privilege.ROOT, some, "ping", "--targets", targets.toString(), "--rate", "4", "-c", "99");
    add(Privilege.NONE, some, "ping", "--targets", targets.toString(), "--rate", "4", "-c", "99");
    add(Privilege.ROOT, "HOP  ADDRESS", "trace", "--watch", "-n", server);
    add(Privilege.NONE, "HOP  ADDRESS", "trace", "--watch", "-n", server);
    add(Privilege.ROOT, "198.18.0.2", "arp", "--scan", "198.18.0.0/24", "--rate", "5");
    add(Privilege.ROOT, " on eth0: ", "arp", "--watch");
    return this;
  }

  /** Waits until each knows something. */
  LongRuns underWay() {
    for (Run run : runs) {
      if (!run.partial().equals("closed") || !run.process().out().isEmpty()) {
        run.process().awaitOutput("<- ");
      }
    }
    // A kernel that connects for an ordinary user shows no packets: its runs are given some time.
    Wait.pause(Duration.ofMillis(1500));
    return this;
  }

  /** Each tells what it knows and one of these sentences, and ends with exit code 2. */
  void assertEnd(String... sentences) {
    List<String> wrong = new ArrayList<>();
    for (Run run : runs) {
      Outcome outcome = run.process().await(PATIENCE);
      String words = outcome.err().replaceAll("(?m)^ .* (<-|->) .*\n", ""); // without -v's frames
      Set<String> said = Set.of(words.split("\n"));
      boolean clear = false;
      for (String sentence : sentences) {
        clear |= said.stream().anyMatch(line -> line.startsWith("jnet: " + sentence));
      }
      boolean partly = (outcome.out() + words).contains(run.partial());
      if (outcome.exit() != ExitCode.TROUBLE || !clear || !partly) {
        wrong.add(
            (partly ? "" : "no " + run.partial())
                + (clear ? "" : " no clear sentence")
                + ": "
                + outcome.command()
                + "\nexit code "
                + outcome.exit()
                + "\n"
                + outcome.out()
                + words);
      }
    }
    assertEquals(List.of(), wrong);
  }
}
