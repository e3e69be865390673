package dev.jnet.command.ping;

import dev.jnet.command.CommandRun;
import dev.jnet.command.EachTarget;
import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.network.NetworkPath;
import dev.jnet.ping.PingQuestion;
import dev.jnet.probe.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Opens the path to one host after the other. Then all are pinged at once. */
final class PingTask implements EachTarget<String> {
  private final CommandRun run;
  private final PingOptions wanted;
  private final boolean only;
  private final List<PingTarget> targets = new ArrayList<>();
  private final PingTurns turns;
  private final IntSupplier requests;
  private long seed;

  /**
   * Begins without a host.
   *
   * @param only whether there will be only one host; then jnet waits until it is up
   */
  PingTask(CommandRun run, PingOptions options, boolean only) throws IOException {
    this.run = run;
    this.wanted = options;
    this.only = only;
    this.turns = new PingTurns(run);
    this.requests = run.network().isPractice() ? () -> 0 : new StatusRequests();
    this.seed = run.network().seed();
  }

  /**
   * Opens the path to a host. Probes cannot leave until the next hop gives its hardware address.
   * For a single host the question is repeated until the next hop answers, or until the time of all
   * probes has passed.
   */
  @Override
  public int ask(String host) throws IOException {
    long ownSeed = seed++;
    long startedAt = run.network().names().clock();
    InetAddress address = run.network().names().hostOrGroup(host);
    PingOptions options = wanted.after(run.network().names().clock() - startedAt);
    boolean toGroup = options.asksGroup(address, run.network().paths());
    Via via = options.allowed(run.network().access());
    run.network().paths().routeFor(via);
    PingTarget target = null;
    boolean over = false;
    while (!over) {
      long begunAt = System.nanoTime();
      try {
        NetworkPath opened =
            toGroup
                ? run.network().openGroup(address, via.filter())
                : run.network().openBestAvailable(address, via.filter());
        PingQuestion question = options.question(address, opened.hop(), via, ownSeed);
        target = target(target, host, options, question);
        turns.add(opened.link(), target);
        target.witnessedOn(Optional.of(opened).filter(one -> only && !toGroup));
        over = true;
      } catch (CommandException e) {
        if (e.hop().isEmpty()) {
          throw e;
        }
        if (target == null) {
          run.console().complain(CommandException.message(e));
          PingQuestion question = options.question(address, e.hop().get(), via, ownSeed);
          target = target(null, host, options, question);
          target.announce();
        }
        target.waited(System.nanoTime() - begunAt);
        over = target.isOver() || !only || run.isStopped();
      }
    }
    targets.add(target);
    return ExitCode.POSITIVE;
  }

  private PingTarget target(PingTarget before, String host, PingOptions by, PingQuestion question) {
    if (before == null) {
      return new PingTarget(host, question, by, run, requests);
    }
    before.reachedBy(question);
    return before;
  }

  @Override
  public String error(String host, IOException e) {
    return PingPrintout.error(host, e);
  }

  /** Pings all hosts whose path is open, and prints the results. Returns the highest exit code. */
  int ping() {
    int code = ExitCode.POSITIVE;
    targets.forEach(PingTarget::announce);
    try {
      turns.ping();
      targets.forEach(PingTarget::askKernel);
    } catch (IOException e) {
      run.console().complain(CommandException.message(e));
      code = ExitCode.TROUBLE;
    }
    for (PingTarget target : targets) {
      int answer = target.conclude();
      if (answer == ExitCode.NEGATIVE) {
        run.loop().unanswered().accept(target.host());
      }
      code = Math.max(code, answer);
    }
    return code;
  }
}
