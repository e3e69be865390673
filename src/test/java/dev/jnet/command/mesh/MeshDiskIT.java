package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Wait;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker of a mesh has no room left to store anything. */
@NamespaceTest
class MeshDiskIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int DIRECTIONS = 12;

  /**
   * Members measure and answer all the same, and nothing wrong is reported. What they have measured
   * meanwhile is stored once there is room, beside what was acknowledged before.
   */
  @Test
  @Timeout(120) // six JVMs, and a broker that is silent for long
  void roundsAreWholeWhileTheDiskIsFullAndNoResultIsLost(@TempDir Path disk) throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
    try (MeshNet net = new MeshNet().storingIn(disk)) {
      net.start();
      Background rounds = net.startMesh("matrix", "--every", "2s", "--json");
      awaitRounds(rounds, 1);
      fill(disk);
      Wait.until(
          PATIENCE, () -> net.complaints().contains("results are not kept"), net::complaints);
      int before = rounds(rounds).size();
      awaitRounds(rounds, before + 2);
      Files.delete(disk.resolve("fill"));
      net.killBroker();
      net.startBroker();
      int full = rounds(rounds).size();
      awaitRounds(rounds, full + 2);
      rounds.signal("INT");
      Outcome outcome = rounds.await(PATIENCE);
      List<String> all = rounds(rounds);
      all.forEach(each -> assertTrue(each.contains("\"suspects\":[],\"unexplained\":[]"), each));
      all.subList(before, full).forEach(each -> assertFalse(each.contains("\"error\""), each));
      assertFalse(all.get(full + 1).contains("\"error\""), all.get(full + 1));
      long measured = all.stream().mapToLong(MeshDiskIT::directionsMeasured).sum();
      assertTrue(measured >= (long) DIRECTIONS * (all.size() - 1), () -> measured + outcome.out());
      Wait.until(
          PATIENCE,
          () -> stored(net) >= measured,
          () -> stored(net) + " of " + measured + net.complaints());
      assertTrue(net.complaints().contains("results are kept again"), net::complaints);
      assertFalse(net.complaints().contains("lost"), net::complaints);
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  /** One round alone knows no members yet: it asks all who they are. */
  @Test
  @Timeout(120) // five JVMs, and a broker that does not answer
  void oneRoundIsWholeWhereTheBrokerStoresNothing() {
    try (MeshNet net = new MeshNet()) {
      net.start();
      net.killBroker();
      net.storeNothing();
      net.startBroker();
      Outcome outcome = net.mesh("matrix");
      assertTrue(
          outcome.out().contains("4 members, 12 of 12 directions measured: nothing wrong"),
          () -> outcome + net.complaints());
      assertTrue(outcome.err().contains("the members are those that answer: "), outcome::toString);
      assertEquals(0, outcome.exit(), outcome::toString);
    }
  }

  private static List<String> rounds(Background matrix) {
    return matrix.out().lines().toList();
  }

  private static void awaitRounds(Background matrix, int count) {
    Wait.until(PATIENCE, () -> rounds(matrix).size() >= count, () -> matrix.out() + matrix.err());
  }

  private static long directionsMeasured(String round) {
    return round.split("\"confidence\":\"confirmed\",\"lossPercent\":0", -1).length - 1L;
  }

  private static long stored(MeshNet net) {
    return net.mesh("history", "--csv")
        .out()
        .lines()
        .filter(each -> each.contains(",4,1500,0,"))
        .count();
  }

  /** Writes to the last byte. */
  private static void fill(Path disk) {
    byte[] block = new byte[4096];
    boolean isFull = false;
    try (OutputStream file = Files.newOutputStream(disk.resolve("fill"))) {
      while (!isFull) {
        isFull = !isWritten(file, block);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isWritten(OutputStream file, byte[] block) {
    try {
      file.write(block);
      return true;
    } catch (IOException full) {
      return false;
    }
  }

  private static void run(String... command) throws Exception {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
