package dev.jnet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Programs;
import dev.jnet.testnet.TestNet;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Interfaces of a real kernel, with {@code ip} as the second opinion. */
@NamespaceTest
class InterfacesIT {
  private static List<String> ask(Host host, String... questions) {
    return ask(host, Privilege.NONE, questions);
  }

  private static List<String> ask(Host host, Privilege privilege, String... questions) {
    Outcome outcome =
        Programs.run(host, privilege, "dev.jnet.host.AskHost", List.of(questions)).orThrow();
    return outcome.out().lines().toList();
  }

  /** What {@code ip} says, in the words of {@link AskHost}. */
  private static List<String> expected(Host host, Map<String, Integer> ipv6Mtus) {
    String json = host.run("ip", "-j", "-d", "address", "show").orThrow().out();
    List<String> lines = new ArrayList<>();
    for (Object each : (List<?>) Jsonb.builder().build().type(Object.class).fromJson(json)) {
      Map<?, ?> link = (Map<?, ?>) each;
      List<?> flags = (List<?>) link.get("flags");
      String state = (String) link.get("operstate");
      if (!flags.contains("UP")) {
        state = "DOWN";
      } else if (flags.contains("NO-CARRIER")) {
        state = "NO-CARRIER";
      }
      String type = (String) link.get("link_type");
      String name = (String) link.get("ifname");
      long mtu = number(link, "mtu");
      StringBuilder line = new StringBuilder();
      line.append(number(link, "ifindex")).append(' ').append(name).append(' ').append(state);
      line.append(' ');
      line.append(type.equals("ether") ? "ethernet" : type.equals("none") ? "raw-ip" : type);
      line.append(' ').append(mtu).append(' ');
      line.append(ipv6Mtus.containsKey(name) ? ipv6Mtus.get(name) : mtu).append(' ');
      line.append(type.equals("ether") ? link.get("address") : null);
      for (Object item : (List<?>) link.get("addr_info")) {
        Map<?, ?> address = (Map<?, ?>) item;
        String local = (String) address.get("local");
        String linkLocal = local.startsWith("fe80:") ? "%self" : "";
        line.append(' ').append(local).append(linkLocal).append('/');
        line.append(number(address, "prefixlen")).append('=').append(address.get("scope"));
        if (address.containsKey("address")) {
          line.append('>').append(address.get("address"));
        }
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String nameIn(String line) {
    int from = line.indexOf(' ') + 1;
    return line.substring(from, line.indexOf(' ', from));
  }

  private static long number(Map<?, ?> object, String field) {
    return ((Number) object.get(field)).longValue();
  }

  @Test
  void everyKindAsIpSaysIt() {
    try (TestNet net = TestNet.create()) {
      Host here = net.host("here");
      Host there = net.host("there");
      net.cable(here, there)
          .addresses("198.18.0.1/24", "198.18.0.2/24")
          .addresses("2001:db8::1/64", "2001:db8::2/64")
          .lay();
      net.cable(here, there).withoutEthernet().mtu(1400).lay();
      here.ip(
          "link add br0 type bridge",
          "link set br0 up",
          "link add nocable type veth peer name unplugged",
          "link set nocable up",
          "link add link eth0 name mv0 mtu 1300 type macvlan",
          "link set mv0 up",
          "link add vx0 type vxlan id 7 dstport 4789 remote 198.18.0.2 dev eth0",
          "tuntap add tap0 mode tap",
          "link set tap0 mtu 1000",
          "link add ifb7 type ifb",
          "address add 10.8.0.2 peer 10.8.0.1/32 dev tun0",
          "address add 2001:db8:8::2 peer 2001:db8:8::1/128 dev tun0 nodad",
          "address add 198.18.9.77/24 dev eth0 scope link");
      List<String> expected = expected(here, Map.of("tap0", 0));
      assertEquals(10, expected.size());
      assertEquals(expected, ask(here, "interfaces"));
      String all = String.join("\n", expected);
      assertTrue(all.contains(" nocable NO-CARRIER ethernet "), all);
      assertTrue(all.contains(" eth0 UP ethernet 1500 1500 02:"), all);
      assertTrue(
          all.contains(" tun0 UNKNOWN raw-ip 1400 1400 null 10.8.0.2/32=global>10.8.0.1"), all);
      assertTrue(all.contains("fe80::"), all);
      assertEquals(List.of(expected.get(1)), ask(here, "interface " + nameIn(expected.get(1))));
    }
  }

  @Test
  void namesThatAreNone() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("host");
      host.ip("link property add dev lo altname an-alternative-name-that-is-long");
      List<String> answers =
          ask(
              host,
              "interface ",
              "interface " + "x".repeat(15),
              "interface " + "x".repeat(16),
              "interface " + "x".repeat(200),
              "interface an-alternative-name-that-is-long");
      for (String answer : answers.subList(0, 4)) {
        assertTrue(answer.startsWith("NO_SUCH_INTERFACE 19: no such interface: "), answer);
        assertTrue(answer.endsWith("; there are: lo"), answer);
      }
      assertTrue(answers.get(4).startsWith("1 lo "), answers.get(4));
    }
  }

  @Test
  void ipv6MtuOfItsOwnAndNone() {
    try (TestNet net = TestNet.create()) {
      Host here = net.host("here");
      Host there = net.host("there");
      net.cable(here, there).addresses("2001:db8::1/64", "2001:db8::2/64").lay();
      net.cable(here, there).lay();
      here.sysctl("net.ipv6.conf.eth0.mtu", 1380).sysctl("net.ipv6.conf.eth1.disable_ipv6", 1);
      assertEquals(expected(here, Map.of("eth0", 1380, "eth1", 0)), ask(here, "interfaces"));
    }
  }

  /** More than fits into one datagram from the kernel, several times over. */
  @Test
  void hundredsOfInterfacesAndAddresses() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("host");
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        lines.add("link add ifb" + i + " type ifb");
        lines.add("address add 10.0." + i / 100 + "." + i % 100 + "/32 dev lo");
        lines.add("address add 2001:db8::" + i + "/128 dev ifb" + i);
      }
      host.ip(lines.toArray(new String[0]));
      List<String> expected = expected(host, Map.of());
      assertEquals(301, expected.size());
      assertEquals(expected, ask(host, "interfaces"));
    }
  }

  /** A table that changes while it is read is read again: what stays is never missed. */
  @Test
  void interfacesThatComeAndGo() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("host");
      List<String> lines = new ArrayList<>(List.of("link add stays type ifb"));
      for (int i = 0; i < 300; i++) {
        lines.add("address add 10.0." + i / 100 + "." + i % 100 + "/32 dev lo");
      }
      lines.add("address add 10.9.9.9/32 dev stays");
      host.ip(lines.toArray(new String[0]));
      String change = "ip address %s 10.1.1.1/32 dev lo;";
      String changes = change.formatted("add") + change.formatted("del");
      Background changing = host.start("sh", "-c", "while :; do " + changes + " done");
      try {
        assertEquals(List.of("seen 300"), ask(host, "often 300 stays"));
      } finally {
        changing.close();
      }
    }
  }

  @Test
  void privileges() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("host");
      assertEquals(List.of("65534 false false"), ask(host, Privilege.NONE, "privileges"));
      assertEquals(List.of("65534 true false"), ask(host, Privilege.NET_RAW, "privileges"));
      assertEquals(List.of("0 true true"), ask(host, Privilege.ROOT, "privileges"));
    }
  }
}
