package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.PcapFile;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code jnet mtu} asked for what it cannot do: what is wrong, what to do, and exit code 2. */
@NamespaceTest
class MtuBadInputIT {
  private static TestNet net;
  private static Host client;
  private static String server;

  /** None of the tests changes it. */
  @BeforeAll
  static void makeTheNetwork() {
    net = TestNet.create();
    Chain chain = net.chain().withoutIpv6().build();
    client = chain.client();
    server = chain.server().ipv4();
  }

  @AfterAll
  static void removeTheNetwork() {
    if (net != null) {
      net.close();
    }
  }

  private static Outcome mtu(String... arguments) {
    List<String> line = new ArrayList<>(List.of("mtu"));
    line.addAll(Arrays.asList(arguments));
    return client.jnet(line.toArray(new String[0]));
  }

  private static void assertRefused(Outcome outcome, String complaint) {
    assertTrue(outcome.err().startsWith("jnet: " + complaint), outcome::toString);
    assertTrue(outcome.err().lines().count() <= 2, outcome::toString);
    assertFalse(outcome.err().contains("Exception"), outcome::toString);
    assertFalse(outcome.err().contains("\tat "), outcome::toString);
    assertEquals(2, outcome.exit(), outcome::toString);
  }

  /** The same in words, and as a JSON document. */
  private static void assertRefused(String complaint, String code, String... arguments) {
    Outcome outcome = mtu(arguments);
    assertRefused(outcome, complaint);
    assertEquals("", outcome.out());
    String[] withJson = Arrays.copyOf(arguments, arguments.length + 1);
    withJson[arguments.length] = "--json";
    outcome = mtu(withJson);
    assertRefused(outcome, complaint);
    MtuAnswer document = MtuAnswer.all(outcome).get(0);
    assertEquals("error", document.get("status"));
    assertEquals(code, document.get("error.code"));
    assertTrue(((String) document.get("error.message")).startsWith(complaint), outcome::toString);
    assertEquals(1, outcome.out().lines().count(), outcome::toString);
  }

  /** Misuse, which ends it before there is a target to have a document about. */
  private static void assertMisuse(String complaint, String... arguments) {
    Outcome outcome = mtu(arguments);
    assertRefused(outcome, complaint);
    assertEquals("", outcome.out());
  }

  @Test
  void refusesAnUnknownHost() throws IOException {
    // The name server is out of reach: then only that it cannot be asked is known.
    assertRefused("cannot look up no-such-host.test", "name-lookup-failed", "no-such-host.test");
    Path filesOnly = net.file("nsswitch.conf");
    Files.writeString(filesOnly, "hosts: files\n");
    Outcome outcome =
        bash(
            "mount --bind "
                + filesOnly
                + " /etc/nsswitch.conf; $JNET mtu --json no-such-host.test");
    assertRefused(outcome, "unknown host: no-such-host.test");
    assertEquals("unknown-host", MtuAnswer.all(outcome).get(0).get("error.code"));
  }

  @Test
  void refusesAnUnknownInterface() {
    assertRefused(
        "no such interface: eth9; there are: ", "no-such-interface", "-i", "eth9", server);
  }

  @Test
  void refusesAnInterfaceThatIsDown() {
    client.ip("link add idle0 type veth peer name idle1", "addr add 192.0.2.1/24 dev idle0");
    assertRefused(
        "interface idle0 is down: ip link set idle0 up",
        "interface-down",
        "-i",
        "idle0",
        "192.0.2.2");
  }

  @Test
  void refusesATargetWithoutARoute() {
    assertRefused("no route to 203.0.113.1", "no-route", "203.0.113.1");
  }

  @Test
  void refusesTcpWithoutPrivilege() {
    Outcome outcome = client.jnetAs(Privilege.NONE, "mtu", "--json", "--via", "tcp:443", server);
    assertRefused(outcome, "no permission to send TCP probes: it takes CAP_NET_RAW");
    assertTrue(outcome.err().contains("sudo scripts/install --cap"), outcome::toString);
    assertEquals("error", MtuAnswer.all(outcome).get(0).get("status"));
  }

  @Test
  void refusesAMaximumThatIsTooSmall() {
    assertMisuse("--max 10: must be from 68 to 65575 bytes", "--max", "10", server);
  }

  @Test
  void refusesAMaximumThatIsTooLarge() {
    assertMisuse("--max 70000: must be from 68 to 65575 bytes", "--max", "70000", server);
  }

  /** Known before anything is sent. */
  @Test
  void refusesACaptureFileThatCannotBeWritten() {
    Capture capture = client.capture("eth0");
    String file = net.file("no-such-folder/x.pcap").toString();
    assertRefused(
        "--pcap " + file + ": cannot be written: no such file or folder",
        "not-written",
        "--pcap",
        file,
        server);
    for (PcapFile.Captured frame : PcapFile.read(capture.stop()).frames()) {
      // The kernel's own multicast reports, and no ARP or IPv4.
      assertEquals((byte) 0x86, frame.bytes()[12]);
    }
  }

  @Test
  void refusesToRunWithoutATarget() {
    assertMisuse("which HOST? jnet mtu HOST, or --targets FILE");
  }

  @Test
  void refusesIpv6OnAHostWithoutIt() {
    assertRefused(
        "no route to 2001:db8::1: this machine has no IPv6 address; try -4",
        "no-ipv6",
        "2001:db8::1");
  }

  /** The complaint comes although nobody reads the answer. */
  @Test
  void endsQuietlyWhenStdoutIsClosed() {
    Outcome outcome = bash("$JNET mtu 127.0.0.1 203.0.113.1 | true; exit ${PIPESTATUS[0]}");
    assertEquals(141, outcome.exit(), outcome::toString);
    assertEquals("", outcome.err());
  }

  private static Outcome bash(String script) {
    Path launcher = Path.of("scripts/jnet").toAbsolutePath();
    return client.run("bash", "-c", "export JNET_BUILD=never JNET=" + launcher + "; " + script);
  }
}
