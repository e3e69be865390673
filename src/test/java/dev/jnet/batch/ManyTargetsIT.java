package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Mounts;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code --targets} with thousands of hosts on a real link: two links, one kernel that is all. */
@NamespaceTest
@Tag("flood")
class ManyTargetsIT {
  private static TestNet net;
  private static Host client;
  private static Host server;

  @BeforeAll
  static void makeTheNetwork() {
    net = TestNet.create();
    client = net.host("client");
    server = net.host("server");
    net.cable(client, server).addresses("10.1.0.1/24", "10.1.0.2/24").lay();
    net.cable(client, server).mtu(1400).addresses("10.2.0.1/24", "10.2.0.2/24").lay();
    server.ip("route add local 10.64.0.0/16 dev lo", "route add local 10.65.0.0/16 dev lo");
    client.ip("route add 10.64.0.0/16 via 10.1.0.2", "route add 10.65.0.0/16 via 10.2.0.2");
  }

  @AfterAll
  static void removeTheNetwork() {
    net.close();
  }

  private static String file(int from, int count, String network) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      lines.add(network + "." + i / 250 + "." + (i % 250 + 1));
    }
    return Files.write(net.file("targets-" + network + "-" + count), lines).toString();
  }

  private static long count(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).count();
  }

  @Test
  void asksTwoThousandAtOneRateInBoundedMemory() throws Exception {
    int rate = 8000;
    Background run =
        client.startJnet(
            Privilege.ROOT, "mtu", "--targets", file(0, 2000, "10.64"), "--rate", "" + rate);
    long peak = run.peakMemoryAtEnd(Duration.ofSeconds(30));
    Outcome outcome = run.await(Duration.ofSeconds(1));
    assertEquals(0, outcome.exit(), outcome.err());
    assertEquals(2000, outcome.out().lines().count());
    assertEquals(2000, count(outcome.out(), "\"pathMtu\":1500,\"confidence\":\"confirmed\""));
    assertTrue(peak > 0 && peak < 256_000_000, peak + " bytes");
  }

  @Test
  void asksEachByItsOwnLink() throws Exception {
    Path both = net.file("both");
    List<String> lines = new ArrayList<>(Files.readAllLines(Path.of(file(0, 100, "10.64"))));
    lines.addAll(Files.readAllLines(Path.of(file(0, 100, "10.65"))));
    lines.add("10.99.0.1"); // no route
    Files.write(both, lines);
    Outcome outcome =
        client.jnet("mtu", "--targets", both.toString(), "--rate", "20000", "--ordered");
    List<String> answers = outcome.out().lines().toList();
    assertEquals(201, answers.size(), outcome.err());
    for (int i = 0; i < 200; i++) {
      String expected = i < 100 ? "\"pathMtu\":1500" : "\"pathMtu\":1400";
      assertTrue(answers.get(i).contains("\"name\":\"" + lines.get(i) + "\""), answers.get(i));
      assertTrue(answers.get(i).contains(expected), answers.get(i));
    }
    assertTrue(answers.get(200).contains("\"code\":\"no-route\""), answers.get(200));
    assertEquals(2, outcome.exit());
  }

  @Test
  void waitsForSilentNeighborsAllAtOnce() throws Exception {
    server.ip("route add local 10.1.4.0/22 dev lo");
    client.ip("route add 10.1.0.0/16 dev eth0 src 10.1.0.1");
    String silent = Files.writeString(net.file("neighbor"), "10.1.8.1").toString();
    long one = System.nanoTime();
    Outcome alone = client.jnet("ping", "--targets", silent);
    one = System.nanoTime() - one;
    assertEquals(1, alone.exit(), alone.err());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      lines.add("10.1." + ((i % 2 == 0 ? 4 : 8) + i / 250) + "." + (i % 250 + 1));
    }
    String targets = Files.write(net.file("neighbors"), lines).toString();
    long all = System.nanoTime();
    Outcome outcome = client.jnet("ping", "--targets", targets, "--rate", "5000");
    all = System.nanoTime() - all;
    assertEquals(500, count(outcome.out(), "\"status\":\"ok\""), outcome.err());
    assertEquals(500, count(outcome.out(), "does not answer ARP on eth0: it is down"));
    assertTrue(all < 2 * one, all + " ns, one takes " + one);
  }

  @Test
  void isNotHeldUpByASlowNameServer() throws Exception {
    // it passes some questions on to where nobody answers
    Servers.on(server)
        .dnsmasq(
            "--address=/quick.test/10.64.0.1",
            "--server=/slow.test/10.1.0.99",
            "--address=/nobody.test/");
    Path resolver =
        Files.writeString(
            net.file("resolv.conf"), "nameserver 10.1.0.2\noptions timeout:3 attempts:1\n");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add(i + ".slow.test");
    }
    lines.add("nobody.test");
    for (int i = 0; i < 100; i++) {
      lines.add("10.64.1." + (i + 1));
      lines.add(i + ".quick.test");
    }
    String targets = Files.write(net.file("names"), lines).toString();
    String line = "mtu --rate 5000 --targets " + targets;
    long time = System.nanoTime();
    Outcome outcome = client.run(Mounts.jnetOver("/etc/resolv.conf", resolver, line));
    time = System.nanoTime() - time;
    List<String> answers = outcome.out().lines().toList();
    assertEquals(221, answers.size(), outcome.err());
    assertEquals(200, count(outcome.out(), "\"pathMtu\":1500"));
    assertEquals(1, count(outcome.out(), "\"code\":\"unknown-host\""));
    for (String last : answers.subList(201, 221)) {
      assertTrue(last.contains("\"code\":\"name-lookup-failed\""), last);
    }
    assertTrue(time < 20_000_000_000L, time + " ns; one after the other they take 60 s");
  }

  @Test
  void triesPortsOfHundredHosts() throws Exception {
    Servers.on(server).web(8080);
    List<String> lines = new ArrayList<>();
    for (String address : Files.readAllLines(Path.of(file(0, 100, "10.64")))) {
      lines.add(address + ":8080-8082");
    }
    String targets = Files.write(net.file("ports"), lines).toString();
    Outcome outcome = client.jnet("handshake", "--half-open", "--targets", targets);
    assertEquals(1, outcome.exit(), outcome.err());
    assertEquals(100, count(outcome.out(), "\"port\":8080,\"status\":\"open\""));
    assertEquals(200, count(outcome.out(), "\"status\":\"closed\""));
  }

  @Test
  void printsWhatIsKnownWhenStopped() throws Exception {
    String targets = file(0, 3000, "10.64");
    Background run =
        client.startJnet(Privilege.ROOT, "ping", "--targets", targets, "--rate", "1000");
    run.awaitOutput("\"name\":\"10.64.0.200\"");
    run.signal("INT");
    Outcome outcome = run.await(Duration.ofSeconds(10));
    assertEquals(130, outcome.exit(), outcome.err());
    assertTrue(outcome.out().endsWith("}\n"), "whole lines");
    String earlier = Files.writeString(net.file("earlier"), outcome.out()).toString();
    long before = outcome.out().lines().count();
    Outcome rest = client.jnet("ping", "--targets", targets, "--rate", "5000", "--resume", earlier);
    assertEquals(3000 - before, rest.out().lines().count());
  }
}
