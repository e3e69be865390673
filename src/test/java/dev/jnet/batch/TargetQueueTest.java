package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import dev.jnet.network.LabNetworks;
import dev.jnet.network.Network;
import dev.jnet.options.TargetsOptions;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets are found one after the other, on the practice network "home". */
class TargetQueueTest {
  private static final BatchTask TASK =
      new BatchTask() {
        @Override
        public String host(String target) throws IOException {
          if (target.contains("?")) {
            throw new CommandException("usage", target);
          }
          return target;
        }

        @Override
        public OpenedTarget open(String target, InetAddress address) {
          throw new UnsupportedOperationException();
        }

        @Override
        public String error(String target, IOException e) {
          throw new UnsupportedOperationException();
        }
      };

  @TempDir private Path folder;

  private static List<Lookups.Found> all(TargetQueue queue) {
    List<Lookups.Found> all = new ArrayList<>();
    while (!queue.isSpent()) {
      queue.next().ifPresentOrElse(all::add, () -> queue.await(10));
    }
    return all;
  }

  @Test
  void addressesNeedNoLookUpAndComeInTheirOrder() throws IOException {
    try (Network network = LabNetworks.home();
        TargetQueue queue = new TargetQueue(List.of("192.0.2.1", "2001:db8::1"), TASK, network)) {
      assertEquals(2, queue.size());
      assertEquals(
          new Lookups.Found(0, Addresses.literal("192.0.2.1"), null), queue.next().orElseThrow());
      assertFalse(queue.isRead());
      assertEquals(1, queue.next().orElseThrow().number());
      assertTrue(queue.isRead() && queue.isSpent());
      assertEquals(Optional.empty(), queue.next());
    }
  }

  @Test
  void targetThatCannotBeReadOrFoundDoesNotStopTheOthers() throws IOException {
    try (Network network = LabNetworks.home();
        TargetQueue queue =
            new TargetQueue(
                List.of("what?", "no-such-host.lab.test", "224.0.0.1", "www.lab.test"),
                TASK,
                network)) {
      List<Lookups.Found> all = all(queue);
      assertEquals(4, all.size());
      for (Lookups.Found each : all) {
        boolean good = queue.target(each.number()).equals("www.lab.test");
        assertEquals(good, each.failure() == null, each.toString());
        assertEquals(good, each.address() != null, each.toString());
      }
    }
  }

  @Test
  void queueOfNoTargetsIsSpentAtOnce() throws IOException {
    try (Network network = LabNetworks.home();
        TargetQueue queue = new TargetQueue(List.of(), TASK, network)) {
      assertTrue(queue.isSpent());
      assertEquals(Optional.empty(), queue.next());
    }
  }

  @Test
  void targetThatWasAnsweredBeforeIsLeftOut() throws IOException {
    Path targets = Files.writeString(folder.resolve("targets"), "192.0.2.1\n192.0.2.2\nwhat?\n");
    Path answers =
        Files.writeString(
            folder.resolve("answers"),
            "{\"schema\":1,\"command\":\"mtu\",\"target\":{\"name\":\"192.0.2.1\"}}\n");
    TargetsOptions options =
        new TargetsOptions(targets.toString(), false, Optional.of(answers.toString()), "mtu");
    try (Network network = LabNetworks.home();
        TargetQueue queue = TargetQueue.of(options, TASK, network)) {
      assertEquals(2, queue.size());
      assertEquals("192.0.2.2", queue.target(0));
    }
  }
}
