package dev.jnet.command;

import dev.jnet.batch.BatchTask;
import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.link.LinkException;
import dev.jnet.network.Names;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** Asks about one target at a time. The question is one that {@code --targets} can ask as well. */
record OneByOne(CommandRun run, BatchTask task) implements EachTarget<String> {
  @Override
  public int ask(String target) throws IOException {
    Names names = run.network().names();
    long begunAt = names.clock();
    InetAddress address = names.host(task.host(target));
    long lookedUp = names.clock() - begunAt;
    OpenedTarget opened = task.open(target, address);
    TargetQuestion<?> question = opened.question().apply(opened.path());
    return ask(opened.path(), question, run.left(question.time(), lookedUp));
  }

  private <R> int ask(NetworkPath path, TargetQuestion<R> question, long time)
      throws LinkException {
    NetworkPath.Outcome<R> outcome = run.ask(path, question.diagnosis(), time);
    Optional<Via> witness = task.witness();
    if (witness.isPresent()) {
      boolean silent = outcome.tally().received() == 0;
      outcome = KernelWitness.beside(outcome, path, witness.get(), silent, run);
      // the answer has the kernel's path MTU beside the one that was found
      outcome = outcome.beside(outcome.tally().programs().withoutCached());
    }
    return run.print(
        outcome.as(question.answer().of(outcome.result(), outcome.tally(), outcome.elapsed())));
  }

  @Override
  public String host(String target) {
    try {
      return task.host(target);
    } catch (IOException unreadable) {
      return "";
    }
  }

  @Override
  public String error(String target, IOException e) {
    return task.error(target, e);
  }
}
