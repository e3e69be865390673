package dev.jnet.batch;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.neighbor.NextHops;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.TargetsOptions;
import dev.jnet.probe.Crowd;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Tally;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One question about many targets, all of them at once: what {@code --targets} asks for. */
public final class ManyTargets {
  /** Probes a second where nobody asks for another rate. */
  static final double DEFAULT_RATE = 1000;

  /** Targets that are asked at the same time. */
  private static final int MAX_AT_ONCE = 1000;

  /** How long one link is looked after where there are several, and where there is one, in ns. */
  private static final long TURN = 5_000_000L;

  private static final long LONG_TURN = 100_000_000L;

  /** How long names are waited for at a time where there is nothing else to do, in ms. */
  private static final long NAME_SLICE = 50;

  /** The question, as a command puts it. */
  public interface Task {
    /** The host that a target names. */
    default String host(String target) throws IOException {
      return target;
    }

    /**
     * Opens the way to a target.
     *
     * @throws IOException when that fails; it is the target's answer then
     */
    Opened open(String target, InetAddress address) throws IOException;

    /** The document that tells of such a failure. */
    String error(String target, IOException e);

    /** The names by which earlier answers are known as this target's. */
    default List<String> keys(String target) throws IOException {
      return List.of(target);
    }
  }

  /** Makes the question, when it is known on which network. */
  public interface Asker {
    Task on(Network world);
  }

  /** A target to which the way is open, though it may not be known to its end. */
  public record Opened(NetworkPath way, Putting putting) {}

  /** Puts the question, by the way as it is known in the end. */
  public interface Putting {
    Asked<?> by(NetworkPath way);
  }

  /**
   * A target that can be asked.
   *
   * @param time ns after which it is given up
   */
  public record Asked<R>(Diagnosis<R> diagnosis, long time, Answering<R> answering) {}

  /** Makes an answer of a result. */
  public interface Answering<R> {
    Answer of(R result, Tally tally, long elapsed);
  }

  /** JSON lines, and the exit code that they stand for. */
  public record Answer(List<String> lines, int exitCode) {}

  private final List<String> targets;
  private final Network world;
  private final Task task;
  private final BooleanSupplier stopped;
  private final AnswersInTurn answers;
  private final ManyProgress progress;
  private final double rate;
  private final Lookups lookups;
  private final Map<Link, LinkCrowd> crowds = new LinkedHashMap<>();
  private Pace pace;
  private LinkException broken;
  private int position;

  private ManyTargets(
      TargetsOptions options,
      NetworkOptions network,
      Console console,
      BooleanSupplier stopped,
      Network world,
      Task task)
      throws IOException {
    this.targets = unanswered(options, task);
    this.world = world;
    this.lookups = new Lookups(world::host);
    this.task = task;
    this.stopped = stopped;
    this.answers = new AnswersInTurn(console.out(), options.ordered());
    this.progress = new ManyProgress(console, targets.size());
    this.rate = network.rate() > 0 ? network.rate() : DEFAULT_RATE;
  }

  /** The targets that earlier answers do not tell of. */
  private static List<String> unanswered(TargetsOptions options, Task task) throws IOException {
    List<String> all = TargetFiles.targets(options.file());
    if (options.resume().isEmpty()) {
      return all;
    }
    Set<String> answered = TargetFiles.answered(options.resume().get(), options.command());
    List<String> rest = new ArrayList<>();
    for (String target : all) {
      if (!isAnswered(target, task, answered)) {
        rest.add(target);
      }
    }
    return rest;
  }

  private static boolean isAnswered(String target, Task task, Set<String> answered) {
    try {
      return answered.containsAll(task.keys(target));
    } catch (IOException unreadable) {
      return false; // what is wrong with it is said when it is asked
    }
  }

  /** Asks all of them; the exit code is the highest of theirs. */
  public static int run(
      TargetsOptions options,
      NetworkOptions network,
      Console console,
      BooleanSupplier stopped,
      Asker asker)
      throws IOException {
    try (Network world = Network.open(network.forMany(), console.withoutProgress(), stopped)) {
      ManyTargets many =
          new ManyTargets(options, network, console, stopped, world, asker.on(world));
      try {
        many.run();
      } catch (LinkException e) {
        throw new CommandException("link", e.getMessage() + many.rest());
      } finally {
        many.lookups.close();
        many.answers.leaveNothing();
        console.progress("");
        console.warnOfUncaptured(many.uncaptured());
        console.out().flush(); // closing the links takes the kernel a while
      }
      return many.answers.exitCode();
    }
  }

  private void run() throws IOException {
    advance(null);
    while (!isDone() && !stopped.getAsBoolean()) {
      if (crowds.isEmpty()) {
        lookups.await(NAME_SLICE);
        advance(null);
      }
      for (LinkCrowd each : new ArrayList<>(crowds.values())) {
        long turn = crowds.size() == 1 ? LONG_TURN : TURN;
        each.prober.run(each.crowd, each.link.now() + turn);
        if (broken != null) {
          throw broken;
        }
      }
      answers.flush();
      progress.show(answers.count(), sent());
    }
  }

  /** Looked at when all have had their turn: in one's turn others may have begun. */
  private boolean isDone() {
    for (LinkCrowd each : crowds.values()) {
      if (!each.crowd.done()) {
        return false;
      }
    }
    return isSpent();
  }

  /** Whether no further target is to come. */
  private boolean isSpent() {
    return position == targets.size() && lookups.isEmpty();
  }

  /** What is not done when the link breaks. */
  private String rest() {
    return "\n  "
        + answers.count()
        + " of "
        + targets.size()
        + " targets were answered by then; --resume goes on with the others";
  }

  private long uncaptured() {
    long frames = 0;
    for (LinkCrowd each : crowds.values()) {
      frames += each.prober.tally().uncaptured();
    }
    return frames;
  }

  private int sent() {
    int sent = 0;
    for (LinkCrowd each : crowds.values()) {
      sent += each.prober.tally().sent();
    }
    return sent;
  }

  /**
   * Goes through the targets until there is one that leaves by this link; those that leave by
   * others wait there. Without a link, until there is any. None is there at the moment as long as
   * names are being looked up, or too many wait: what waits is kept in memory.
   */
  private void advance(Link wanted) throws LinkException {
    while (hasRoom() && !stopped.getAsBoolean()) {
      Optional<Lookups.Found> found = lookups.poll();
      if (found.isEmpty()) {
        if (position == targets.size()) {
          return;
        }
        found = find(position++);
      }
      LinkCrowd crowd = found.isPresent() ? begin(found.get()) : null;
      if (crowd != null && (wanted == null || wanted == crowd.link) && !crowd.waiting.isEmpty()) {
        return;
      }
    }
  }

  /** The address of a target; empty where its name is looked up first. */
  private Optional<Lookups.Found> find(int number) {
    String target = targets.get(number);
    try {
      String host = task.host(target);
      if (!world.names().isKnown(host)) {
        lookups.want(number, host);
        return Optional.empty();
      }
      return Optional.of(new Lookups.Found(number, world.host(host), null));
    } catch (IOException e) {
      return Optional.of(new Lookups.Found(number, null, e));
    }
  }

  /**
   * Opens the way to a target, and puts the question.
   *
   * @return who asks it; null where that is nobody, and why is the answer
   */
  private LinkCrowd begin(Lookups.Found found) throws LinkException {
    if (found.failure() != null) {
      fail(found.number(), found.failure());
      return null;
    }
    try {
      Opened opened = task.open(targets.get(found.number()), found.address());
      LinkCrowd crowd = crowds.computeIfAbsent(opened.way().link(), LinkCrowd::new);
      crowd.begin(found.number(), found.address(), opened);
      return crowd;
    } catch (LinkException e) {
      throw e; // no target's fault: it would be the same for all
    } catch (IOException e) {
      fail(found.number(), e);
      return null;
    }
  }

  private boolean hasRoom() {
    for (LinkCrowd each : crowds.values()) {
      if (each.backlog() >= MAX_AT_ONCE) {
        return false;
      }
    }
    return true;
  }

  private void fail(int number, IOException e) {
    String document = task.error(targets.get(number), e);
    answers.add(number, new Answer(List.of(document), CommandException.exitCode(e)));
  }

  private <R> Crowd.Member<R> member(int number, InetAddress address, Asked<R> asked) {
    return new Crowd.Member<>(
        address,
        asked.diagnosis(),
        asked.time(),
        (result, tally, elapsed) ->
            answers.add(number, asked.answering().of(result, tally, elapsed)));
  }

  /** Those who leave by one link. */
  private final class LinkCrowd implements Crowd.Feed {
    final Link link;
    final Prober prober;
    final Crowd crowd = new Crowd(this, MAX_AT_ONCE);
    final ArrayDeque<Crowd.Member<?>> waiting = new ArrayDeque<>();
    final NextHops nextHops = new NextHops();

    LinkCrowd(Link link) {
      this.link = link;
      if (pace == null) {
        pace = Pace.steady(rate, link.now());
      }
      this.prober = new Prober(link, pace, stopped);
    }

    /** Puts the question about a target in the queue, once the next hop is found. */
    void begin(int number, InetAddress address, Opened opened) {
      NetworkPath way = opened.way();
      if (way.question().isEmpty()) {
        waiting.add(member(number, address, opened.putting().by(way)));
        return;
      }
      NextHops.Waiting target =
          mac -> {
            if (mac.isPresent()) {
              NetworkPath known = way.to(mac.get());
              waiting.add(member(number, address, opened.putting().by(known)));
            } else {
              fail(number, way.silence());
            }
          };
      nextHops.find(way.question().get(), link.now(), target).ifPresent(waiting::add);
    }

    /** How many are opened and have not begun: they are kept in memory. */
    int backlog() {
      return waiting.size() + nextHops.waiting();
    }

    @Override
    public Optional<Crowd.Member<?>> next() {
      if (waiting.isEmpty()) {
        try {
          advance(link);
        } catch (LinkException e) {
          broken = e;
        }
      }
      return Optional.ofNullable(waiting.poll());
    }

    @Override
    public boolean exhausted() {
      return waiting.isEmpty() && isSpent();
    }
  }
}
