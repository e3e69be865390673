package dev.jnet.command.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Mounts;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code jnet doctor} says of name servers: each is asked, by UDP and by TCP. */
@NamespaceTest
class DoctorNamesIT {
  /**
   * Examines what is asked about, a name that dnsmasq on the server knows, where the client asks
   * these servers.
   */
  private static DoctorAnswer examine(TestNet net, Chain chain, String asked, String... servers)
      throws IOException {
    String text = "nameserver " + String.join("\nnameserver ", servers) + "\n";
    Path resolver =
        Files.writeString(net.file("resolv.conf"), text + "options timeout:1 attempts:1\n");
    return DoctorAnswer.of(
        chain
            .client()
            .run(Mounts.jnetOver("/etc/resolv.conf", resolver, "doctor --json " + asked)));
  }

  private static Chain chain(TestNet net) {
    Chain chain = net.chain(1500, 1500);
    Servers.on(chain.server()).dnsmasq("--address=/www.test/" + chain.server().ipv4());
    return chain;
  }

  private static int count(DoctorAnswer answer, String code) {
    return answer.outcome().out().split("\"code\":\"" + code + "\"", -1).length - 1;
  }

  @Test
  void eachServerIsAskedByUdpAndByTcp() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = chain(net);
      DoctorAnswer answer =
          examine(net, chain, "-4 www.test", chain.server().ipv4(), chain.server().ipv6());
      answer.assertVerdict("ok", 0).assertCauses();
      assertEquals(2, count(answer, "name-server-answered"), answer::toString);
      assertEquals(List.of(), answer.remarks(), answer::toString);
    }
  }

  @Test
  void nameThatDoesNotExistIsSaidSoByEachServer() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Servers.on(chain.server()).dnsmasq("--address=/nobody.test/");
      DoctorAnswer answer = examine(net, chain, "-4 nobody.test", chain.server().ipv4());
      answer.assertCauses("name-unknown");
      assertTrue(answer.text().contains("no fault of the network"), answer::toString);
      assertEquals(1, count(answer, "name-server-answered"), answer::toString);
    }
  }

  @Test
  void serverThatIsSilentIsNamed() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = chain(net);
      chain
          .router(1)
          .nft(
              "table ip shut { chain c { type filter hook input priority 0;"
                  + " udp dport 53 drop; tcp dport 53 drop; }; }");
      String silent = chain.router(1).ipv4();
      DoctorAnswer answer = examine(net, chain, "-4 www.test", silent, chain.server().ipv4());
      answer.assertVerdict("degraded", 1);
      assertTrue(answer.causes().contains("name-server-silent"), answer::toString);
      assertTrue(answer.outcome().out().contains(silent + " does not answer"), answer::toString);
    }
  }

  @Test
  void serverWithoutTcpIsARemark() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = chain(net);
      chain
          .server()
          .nft(
              "table ip shut { chain c { type filter hook input priority 0; tcp dport 53 drop; }; }");
      DoctorAnswer answer = examine(net, chain, "-4 www.test", chain.server().ipv4());
      answer.assertVerdict("ok", 0);
      assertEquals(List.of("name-server-without-tcp"), answer.remarks(), answer::toString);
    }
  }

  @Test
  void machineWithoutIpv6IsToldSoAsARemark() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Servers.on(chain.server())
          .dnsmasq(
              "--address=/www.test/" + chain.server().ipv4(),
              "--address=/www.test/" + chain.server().ipv6());
      chain.client().sysctl("net.ipv6.conf.all.disable_ipv6", 1);
      DoctorAnswer answer = examine(net, chain, "www.test", chain.server().ipv4());
      answer.assertVerdict("ok", 0).assertRemarks(List.of("no-ipv6"));
    }
  }
}
