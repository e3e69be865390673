package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What containers do without: files that can be written, a home, rights outside. */
@NamespaceTest
class ContainerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String JNET = "JNET_BUILD=never " + Installation.launcher(Privilege.ROOT);

  private static void assertQuiet(Outcome outcome) {
    assertEquals(0, outcome.exit(), outcome::toString);
    assertEquals("", outcome.err(), outcome::toString);
    assertFalse(outcome.out().contains("Exception"), outcome::toString);
  }

  @Test
  void answersWhereNoFileCanBeWritten() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      for (String line :
          List.of(
              "mtu -q " + chain.server().ipv4(),
              "mtu -q " + chain.server().ipv6(),
              "ping -n -c1 " + chain.server().ipv4(),
              "arp -q -f " + chain.server().ipv4(),
              "interfaces -q",
              "--version")) {
        String readOnly =
            "mount --make-rprivate / && mount -o bind / /mnt && mount -o remount,bind,ro /mnt"
                + " && mount --rbind /proc /mnt/proc && mount --rbind /dev /mnt/dev"
                + " && exec chroot /mnt env -u HOME ";
        assertQuiet(
            chain.client().run("unshare", "-m", "bash", "-c", readOnly + JNET + " " + line));
      }
    }
  }

  /** Root inside, an ordinary user outside. */
  @Test
  void answersInAUserNamespace() {
    try (TestNet net = TestNet.create()) {
      String script =
          "ip link set lo up; env -u HOME "
              + JNET
              + " ping -n -c1 127.0.0.1 && env -u HOME "
              + JNET
              + " mtu -q ::1";
      assertQuiet(
          net.host("outside")
              .start(
                  Privilege.ROOT,
                  Installation.ENVIRONMENT,
                  List.of("unshare", "--user", "--map-root-user", "--net", "bash", "-c", script))
              .await(PATIENCE));
    }
  }
}
