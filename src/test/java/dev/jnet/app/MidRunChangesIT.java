package dev.jnet.app;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.TestNet;
import org.junit.jupiter.api.Test;

/**
 * The network of this machine changes in the middle of a run: that is said in a sentence, after
 * what is known by then, and nothing hangs. With capturing and by an ordinary user's sockets.
 */
@NamespaceTest
class MidRunChangesIT {
  private static final String DOWN = "interface eth0 is down; set it up: sudo ip link set eth0 up";
  private static final String GONE = "interface eth0 has gone away";
  private static final String IPV4 = "198.18.1.2";
  private static final String IPV6 = "2001:db8:0:1::2";

  @Test
  void theInterfaceGoesDown() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      LongRuns runs = LongRuns.probing(chain).andOfTheLink(net, chain).underWay();
      chain.client().ip("link set eth0 down");
      runs.assertEnd(DOWN);
    }
  }

  @Test
  void theCableIsDeleted() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      LongRuns runs = LongRuns.probing(chain).andOfTheLink(net, chain).underWay();
      chain.router(1).ip("link del eth0");
      runs.assertEnd(GONE);
    }
  }

  @Test
  void theAddressesAreTaken() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      LongRuns runs = LongRuns.probing(chain).underWay();
      chain.client().ip("addr del 198.18.0.1/24 dev eth0", "addr del 2001:db8::1/64 dev eth0");
      runs.assertEnd(
          "198.18.0.1 was taken from eth0 during the run",
          "2001:db8::1 was taken from eth0 during the run");
    }
  }

  @Test
  void theRoutesLeadElsewhere() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      LongRuns runs = LongRuns.probing(chain).underWay();
      chain
          .client()
          .ip(
              "link add other type veth peer name another",
              "link set another up",
              "link set other up",
              "addr add 192.0.2.1/24 dev other",
              "addr add 2001:db8:77::1/64 dev other",
              "route replace default via 192.0.2.2",
              "route replace default via 2001:db8:77::2");
      String how = " has changed during the run: it leaves by other now, not by eth0";
      runs.assertEnd("the route to " + IPV4 + how, "the route to " + IPV6 + how);
    }
  }

  @Test
  void theRoutesAreTaken() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      LongRuns runs = LongRuns.probing(chain).underWay();
      chain.client().ip("route del default via 198.18.0.2", "route del default via 2001:db8::2");
      String how = "the network has changed during the run: no route to ";
      runs.assertEnd(how + IPV4, how + IPV6);
    }
  }

  @Test
  void theMtuOfTheInterfaceIsChanged() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      LongRuns runs = LongRuns.probing(chain).underWay();
      chain.client().ip("link set eth0 mtu 1400");
      runs.assertEnd("the MTU of eth0 was changed from 1500 to 1400 during the run");
    }
  }
}
