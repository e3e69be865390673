package dev.jnet.batch;

import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.network.Network;
import dev.jnet.options.TargetsOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The targets in the order of their file, with the addresses of their hosts. A target whose name
 * has to be looked up comes when its address is found; the targets after it do not wait for it.
 */
final class TargetQueue implements AutoCloseable {
  private final List<String> targets;
  private final BatchTask task;
  private final Network network;
  private final Lookups lookups;
  private int position;

  TargetQueue(List<String> targets, BatchTask task, Network network) {
    this.targets = targets;
    this.task = task;
    this.network = network;
    this.lookups = new Lookups(network.names()::host);
  }

  /** The targets that the options name, without those that earlier answers are about. */
  static TargetQueue of(TargetsOptions options, BatchTask task, Network network)
      throws IOException {
    List<String> targets = OwnProcess.readingForUser(() -> unanswered(options, task));
    return new TargetQueue(targets, task, network);
  }

  private static List<String> unanswered(TargetsOptions options, BatchTask task)
      throws IOException {
    List<String> targets = TargetFiles.targets(options.file());
    if (options.resume().isPresent()) {
      Set<String> answered = TargetFiles.answered(options.resume().get(), options.command());
      targets = new ArrayList<>(targets);
      targets.removeIf(target -> isAnswered(target, task, answered));
    }
    return targets;
  }

  private static boolean isAnswered(String target, BatchTask task, Set<String> answered) {
    try {
      return answered.containsAll(task.keys(target));
    } catch (IOException unreadable) {
      return false; // what is wrong with it is said when it is asked
    }
  }

  /**
   * A target whose address is known, or cannot be found; empty when there is none at the moment.
   */
  Optional<Lookups.Found> next() {
    Optional<Lookups.Found> found = lookups.poll();
    return found.isPresent() || isRead() ? found : find(position++);
  }

  /** The address of a target; empty where its name is looked up first. */
  private Optional<Lookups.Found> find(int number) {
    try {
      String host = task.host(targets.get(number));
      if (!network.names().isKnown(host)) {
        lookups.want(number, host);
        return Optional.empty();
      }
      return Optional.of(new Lookups.Found(number, network.names().host(host), null));
    } catch (IOException e) {
      return Optional.of(new Lookups.Found(number, null, e));
    }
  }

  /** Whether all targets have been read. Names may still be looked up. */
  boolean isRead() {
    return position == targets.size();
  }

  /** Whether no further target will come. */
  boolean isSpent() {
    return isRead() && lookups.isEmpty();
  }

  /** Waits for a name that is looked up, for at most {@code millis} ms. */
  void await(long millis) {
    lookups.await(millis);
  }

  /** How many targets there are in all. */
  int size() {
    return targets.size();
  }

  /** A target as its line names it, by its number from 0. */
  String target(int number) {
    return targets.get(number);
  }

  /** Does not wait for names that are still being looked up. */
  @Override
  public void close() {
    lookups.close();
  }
}
