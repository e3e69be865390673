package dev.jnet.batch;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.Printout;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.network.Network;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.TargetsOptions;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Tally;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One question about many targets, all of them at once: what {@code --targets} asks for. */
public final class ManyTargets implements LinkCrowd.Source {
  /** Probes a second where the user names no rate. */
  static final double DEFAULT_RATE = 1000;

  /** How long one link is looked after where there are several, in ns. */
  private static final long TURN = 5 * Nanos.MILLISECOND;

  /** How long the only link is looked after until answers are flushed, in ns. */
  private static final long LONG_TURN = 100 * Nanos.MILLISECOND;

  /** How long names are waited for at a time where there is nothing else to do, in ms. */
  private static final long NAME_SLICE = 50;

  private final TargetQueue queue;
  private final BatchTask task;
  private final double rate;
  private final BooleanSupplier stopped;
  private final AnswersInTurn answers;
  private final Map<Link, LinkCrowd> crowds = new LinkedHashMap<>();
  private Pace pace;

  private ManyTargets(
      TargetQueue queue,
      BatchTask task,
      double rate,
      BooleanSupplier stopped,
      AnswersInTurn answers) {
    this.queue = queue;
    this.task = task;
    this.rate = rate;
    this.stopped = stopped;
    this.answers = answers;
  }

  /**
   * Asks about all targets; the exit code is the highest of theirs.
   *
   * @param taskOn makes the question for the network that is opened here
   */
  public static int run(
      TargetsOptions options,
      NetworkOptions networkOptions,
      Console console,
      BooleanSupplier stopped,
      Function<Network, BatchTask> taskOn)
      throws IOException {
    double rate = networkOptions.rateOr(DEFAULT_RATE);
    AnswersInTurn answers =
        new AnswersInTurn(
            console::document, console::documents, console.out()::flush, options.ordered());
    try (Network network =
        Network.open(networkOptions.forMany(), console.withoutProgress(), stopped)) {
      BatchTask task = taskOn.apply(network);
      TargetQueue queue = TargetQueue.of(options, task, network);
      ManyTargets many = new ManyTargets(queue, task, rate, stopped, answers);
      try (queue) {
        many.run(new ManyProgress(console, queue.size()));
      } catch (LinkException e) {
        throw new CommandException(
            CommandException.code(e), CommandException.message(e) + many.rest());
      } finally {
        answers.leaveNothing();
        console.progress("");
        console.warnOfUncaptured(many.tally().uncaptured());
        console.out().flush(); // closing the links takes the kernel a while
      }
      return answers.exitCode();
    }
  }

  private void run(ManyProgress progress) throws LinkException {
    open(null);
    while (!isDone() && !stopped.getAsBoolean()) {
      if (crowds.isEmpty()) {
        queue.await(NAME_SLICE);
        open(null);
      }
      for (LinkCrowd each : new ArrayList<>(crowds.values())) {
        each.run(crowds.size() == 1 ? LONG_TURN : TURN);
      }
      answers.flush();
      progress.show(answers.count(), tally().sent());
    }
  }

  /**
   * Whether all targets are answered. This is asked after all links have had their turn, because in
   * one link's turn others may have begun.
   */
  private boolean isDone() {
    return isSpent() && crowds.values().stream().allMatch(LinkCrowd::isDone);
  }

  @Override
  public boolean isSpent() {
    return queue.isSpent();
  }

  /** Says how many targets were answered before the link broke. */
  private String rest() {
    return "\n  "
        + answers.count()
        + " of "
        + queue.size()
        + " targets were answered by then; --resume goes on with the others";
  }

  private Tally tally() {
    return crowds.values().stream().map(LinkCrowd::tally).reduce(new Tally(0, 0, 0), Tally::plus);
  }

  @Override
  public void advance(LinkCrowd crowd) throws LinkException {
    open(crowd);
  }

  /**
   * Opens further targets, until one waits for the link of {@code wanted}, or for any link where
   * that is null. Targets of other links wait there. It also ends when all names that are left are
   * still being looked up, or when too many targets wait, because those that wait are kept in
   * memory.
   */
  private void open(LinkCrowd wanted) throws LinkException {
    while (hasRoom() && !stopped.getAsBoolean()) {
      Optional<Lookups.Found> found = queue.next();
      if (found.isEmpty() && queue.isRead()) {
        return;
      }
      Optional<LinkCrowd> begun = found.isPresent() ? begin(found.get()) : Optional.empty();
      if (begun.isPresent()
          && (wanted == null || wanted == begun.get())
          && begun.get().isWaiting()) {
        return;
      }
    }
  }

  /**
   * Opens the path to a target, and hands the target to the crowd of its link.
   *
   * @return that crowd; empty where the target cannot be asked, which is its answer then
   * @throws LinkException when no link can be opened, which would fail for all targets
   */
  private Optional<LinkCrowd> begin(Lookups.Found found) throws LinkException {
    if (found.failure() != null) {
      fail(found.number(), found.failure());
      return Optional.empty();
    }
    try {
      OpenedTarget opened = task.open(queue.target(found.number()), found.address());
      LinkCrowd crowd = crowds.computeIfAbsent(opened.path().link(), this::crowd);
      crowd.add(found.number(), found.address(), opened);
      return Optional.of(crowd);
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      fail(found.number(), e);
      return Optional.empty();
    }
  }

  /** All links together send at one pace. */
  private LinkCrowd crowd(Link link) {
    if (pace == null) {
      pace = Pace.steady(rate, link.now());
    }
    return new LinkCrowd(link, pace, stopped, this);
  }

  private boolean hasRoom() {
    return crowds.values().stream().allMatch(LinkCrowd::hasRoom);
  }

  @Override
  public void answer(int number, Printout answer) {
    answers.add(number, answer);
  }

  @Override
  public void fail(int number, IOException e) {
    String document = task.error(queue.target(number), e);
    answers.add(number, List.of(document), CommandException.exitCode(e));
  }
}
